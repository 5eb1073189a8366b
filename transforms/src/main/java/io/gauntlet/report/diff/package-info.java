/** The page of the studies that changed sides between two runs. */
package io.gauntlet.report.diff;
