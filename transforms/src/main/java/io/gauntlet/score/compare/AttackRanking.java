package io.gauntlet.score.compare;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;

/**
 * The victims under one attack.
 *
 * @param attack canonical; {@code none} when clean
 * @param tests of the family over which p is corrected
 * @param ranking the best first
 * @param differences of each two, the better first, in the order of the ranking
 */
public record AttackRanking(
    String attack,
    int tests,
    ImmutableList<RankedVictim> ranking,
    ImmutableList<PairedDifference> differences)
    implements Serializable {}
