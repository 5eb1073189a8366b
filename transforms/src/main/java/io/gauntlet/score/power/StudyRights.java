package io.gauntlet.score.power;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.pair.PairKey;
import java.io.Serializable;

/**
 * Where a reference is right on one study.
 *
 * @param abnormal the study's label
 * @param right whether it is right, by cell
 */
public record StudyRights(boolean abnormal, ImmutableSortedMap<PairKey, Boolean> right)
    implements Serializable {}
