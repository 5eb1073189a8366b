package io.gauntlet.attack.text;

import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.text.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A victim that adds up weights towards ABNORMAL, and remembers what it was asked. */
public final class BagOfWords implements TextClassifier {
  public final List<List<TextCandidate>> calls = new ArrayList<>();
  private final Map<String, Integer> weights;

  public BagOfWords(Map<String, Integer> weights) {
    this.weights = weights;
  }

  @Override
  public float[][] logits(List<TextCandidate> candidates) {
    calls.add(candidates);
    return candidates.stream().map(this::logits).toArray(float[][]::new);
  }

  private float[] logits(TextCandidate candidate) {
    Words words = Words.of(candidate.caption());
    int score = 0;
    for (int i = 0; i < words.size(); i++) {
      score += weights.getOrDefault(words.get(i), 0);
    }
    return new float[] {0, score};
  }
}
