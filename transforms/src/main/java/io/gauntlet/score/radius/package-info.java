/** How much it takes to fool a victim, study by study. */
package io.gauntlet.score.radius;
