package io.gauntlet.model.http;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * What a model answered to studies that are made up, by which it is known again.
 *
 * @param rows of numbers, one a study
 */
record ProbeAnswers(ImmutableList<float[]> rows) {
  /** Nothing was asked. */
  static final ProbeAnswers NONE = new ProbeAnswers(ImmutableList.of());

  /** As far as answers to the same study differ where the model is the same. */
  private static final float SAME = 2e-3f;

  /** How later answers to the same studies differ, in words; empty where they do not. */
  Optional<String> difference(List<float[]> later) {
    for (int i = 0; i < rows.size(); i++) {
      float[] before = rows.get(i);
      float[] now = later.get(i);
      for (int j = 0; j < before.length; j++) {
        if (j >= now.length
            || !(Math.abs(now[j] - before[j]) <= SAME * (1 + Math.abs(before[j])))) {
          return Optional.of(
              "it gives %s and later %s for the same study"
                  .formatted(before[j], j < now.length ? now[j] : "nothing"));
        }
      }
    }
    return Optional.empty();
  }
}
