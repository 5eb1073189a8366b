package io.gauntlet.model.http;

import java.util.List;
import java.util.Optional;

/**
 * Studies that were asked about when a model was opened, and what it answered: what is asked about
 * them again tells whether it is the same model.
 *
 * @param model in the server's words
 * @param rows the studies
 * @param answers a row of numbers for each
 */
record Probe(String model, List<AskedStudy> rows, List<float[]> answers) {
  static final Probe NONE = new Probe("", List.of(), List.of());

  /** As far as answers to the same study differ where the model is the same. */
  private static final float SAME = 2e-3f;

  /** How later answers to the same studies differ; empty where they do not. */
  Optional<String> difference(List<float[]> now) {
    for (int i = 0; i < now.size(); i++) {
      float[] before = answers.get(i);
      for (int j = 0; j < before.length; j++) {
        if (!(Math.abs(now.get(i)[j] - before[j]) <= SAME * (1 + Math.abs(before[j])))) {
          return Optional.of(
              "it gives %s and later %s for the same study".formatted(before[j], now.get(i)[j]));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether another probe, of the same studies, is of another model. */
  boolean isOfAnother(Probe other) {
    return !model.equals(other.model)
        || answers.size() != other.answers.size()
        || answers.get(0).length != other.answers.get(0).length
        || difference(other.answers).isPresent();
  }
}
