package io.gauntlet.records.parts;

import java.io.Serializable;

/**
 * What all parts of a run have together.
 *
 * @param parts how many there are
 * @param studies that have outcomes
 * @param cells of which each study has an outcome
 * @param rows outcomes: studies times cells
 * @param invalid outcomes
 * @param unused studies that could not be attacked
 */
public record RunTotals(long parts, long studies, long cells, long rows, long invalid, long unused)
    implements Serializable {}
