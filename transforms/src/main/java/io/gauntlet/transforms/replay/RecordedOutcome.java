package io.gauntlet.transforms.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;

/**
 * An outcome that a run wrote, with what was around it.
 *
 * @param outcome that is to be made again
 * @param ofPart all outcomes of the study in the outcome's part of the plan, of the same replica,
 *     in the order in which the run made them
 * @param kept uids of the studies of the batch whose images the run kept for its gallery
 * @param batch studies that were attacked with it, itself among them
 * @param digests digest of each study of the batch by its uid, as far as the run took them
 */
public record RecordedOutcome(
    Outcome outcome,
    ImmutableList<Outcome> ofPart,
    ImmutableSet<String> kept,
    ImmutableList<Study> batch,
    ImmutableMap<String, String> digests) {

  /** The study that the outcome is of. */
  Study study() {
    return batch.stream()
        .filter(study -> study.getUid().equals(outcome.getUid()))
        .findFirst()
        .orElseThrow();
  }
}
