/** Which studies changed sides between two runs. */
package io.gauntlet.score.diff;
