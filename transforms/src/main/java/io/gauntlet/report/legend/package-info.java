/** What a reader has to know to read the figures. */
package io.gauntlet.report.legend;
