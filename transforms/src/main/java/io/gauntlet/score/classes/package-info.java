/** The figures of a cell by class, each class held against the rest. */
package io.gauntlet.score.classes;
