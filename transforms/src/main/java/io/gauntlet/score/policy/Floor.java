package io.gauntlet.score.policy;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A figure that a candidate must reach, whatever the reference has.
 *
 * @param cell where; every cell that it means
 * @param slice the MeSH heading that the studies have; null for all studies
 * @param metric what; a share of studies
 * @param least in [0, 1]
 */
public record Floor(CellPattern cell, @Nullable String slice, ComparedMetric metric, double least)
    implements Serializable {}
