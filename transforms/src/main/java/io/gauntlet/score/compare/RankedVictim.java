package io.gauntlet.score.compare;

import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;

/**
 * A victim in the ranking under one attack.
 *
 * @param victim by name
 * @param seeds of it
 * @param figure with its 95 % interval, the mean over seeds; unknown where it cannot be had
 * @param letters of which it shares one with each victim that it is not told apart from
 */
public record RankedVictim(String victim, int seeds, Estimate figure, String letters)
    implements Serializable {}
