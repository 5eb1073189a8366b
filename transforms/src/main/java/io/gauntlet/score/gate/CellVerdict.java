package io.gauntlet.score.gate;

import io.gauntlet.score.CellKey;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.io.Serializable;

/**
 * One metric of one cell of a candidate beside the baseline's, study by study.
 *
 * @param key the cell
 * @param slice the MeSH term that its studies have; null for all studies
 * @param metric what is compared
 * @param studies that both runs have
 * @param baseline the baseline's figure; NaN where it has none
 * @param candidate the candidate's figure; NaN where it has none
 * @param difference candidate less baseline, with its 95 % interval
 * @param p of no drop, one-sided; NaN where there is no test
 * @param correctedP the same after Holm's correction over all tests of the verdict
 * @param passed whether this comparison lets the candidate pass
 * @param reason for it, in a sentence
 */
public record CellVerdict(
    CellKey key,
    String slice,
    Metric metric,
    long studies,
    double baseline,
    double candidate,
    Estimate difference,
    double p,
    double correctedP,
    boolean passed,
    String reason)
    implements Serializable {}
