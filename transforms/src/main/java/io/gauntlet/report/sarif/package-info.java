/** A verdict in the format in which static analysers tell what they found. */
package io.gauntlet.report.sarif;
