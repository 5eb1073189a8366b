/** Tables before anyone decides how they look, and figures as people read them. */
package io.gauntlet.report.table;
