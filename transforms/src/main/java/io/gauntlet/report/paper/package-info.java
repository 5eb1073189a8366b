/** The experiments of Mozhegova et al. 2025: their names, their tables and the figures printed there. */
package io.gauntlet.report.paper;
