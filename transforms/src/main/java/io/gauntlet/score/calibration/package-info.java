/**
 * What a victim's probabilities are worth beside its decisions: how well they are calibrated, and
 * what another threshold would give.
 */
package io.gauntlet.score.calibration;
