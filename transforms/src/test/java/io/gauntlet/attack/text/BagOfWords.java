package io.gauntlet.attack.text;

import io.gauntlet.attack.Logits;
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
  public List<Logits> logits(List<TextCandidate> candidates) {
    calls.add(candidates);
    return candidates.stream().map(this::logits).toList();
  }

  private Logits logits(TextCandidate candidate) {
    Words words = Words.of(candidate.caption());
    int score = 0;
    for (int i = 0; i < words.size(); i++) {
      score += weights.getOrDefault(words.get(i), 0);
    }
    return Logits.of(0, score);
  }
}
