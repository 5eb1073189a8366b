/** How victims fall as attacks may change more, by budget and study by study. */
package io.gauntlet.score.curve;
