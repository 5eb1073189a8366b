/** What follows from a scorecard in words: each sentence is a class with its condition. */
package io.gauntlet.report.sentence;
