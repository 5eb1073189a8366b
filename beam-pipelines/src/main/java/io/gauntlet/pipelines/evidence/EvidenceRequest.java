package io.gauntlet.pipelines.evidence;

import java.util.Optional;

/**
 * What is put together.
 *
 * @param run folder of a run that a gate judged
 * @param verdict file of a verdict on it; empty for that in its folder
 * @param file that is written, a zip archive
 * @param gallery what becomes of the studies that the page shows
 */
public record EvidenceRequest(String run, Optional<String> verdict, String file, Gallery gallery) {

  /** The studies on the page. */
  public enum Gallery {
    /** They go along, on purpose. */
    TAKEN,
    /** No word and no image of a patient leaves. */
    LEFT_OUT
  }
}
