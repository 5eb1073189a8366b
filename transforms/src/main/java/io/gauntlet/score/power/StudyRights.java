package io.gauntlet.score.power;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.pair.PairKey;
import java.io.Serializable;

/**
 * Where a reference is right on one study.
 *
 * @param abnormal whether the study is of the second class of two
 * @param label the name of its class
 * @param right whether it is right, by cell
 */
public record StudyRights(
    boolean abnormal, String label, ImmutableSortedMap<PairKey, Boolean> right)
    implements Serializable {}
