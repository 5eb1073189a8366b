/** Victims of one run held against each other, as people read it. */
package io.gauntlet.report.compare;
