/** How much it takes to fool each victim, as charts and a table. */
package io.gauntlet.report.radius;
