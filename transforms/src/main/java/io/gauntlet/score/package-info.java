/** From outcomes to metrics: counts that merge in any order, and the scorecard made of them. */
package io.gauntlet.score;
