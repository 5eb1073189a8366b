package io.gauntlet.attack.text;

import com.google.common.collect.Range;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.WordGradients;
import io.gauntlet.attack.WordSpace;
import io.gauntlet.attack.text.words.Words;
import io.gauntlet.model.text.WordTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A linear white box: the second logit is a vector's product with the sum of all words. */
final class BagOfEmbeddings implements TextClassifier, WordSpace {
  private final WordTable table;
  private final float[] weights;
  int gradients;

  BagOfEmbeddings(WordTable table, float[] weights) {
    this.table = table;
    this.weights = weights;
  }

  double score(String word) {
    OptionalInt index = table.find(word);
    return index.isPresent() ? table.products(weights)[index.getAsInt()] : 0;
  }

  private double lead(String caption) {
    return Words.of(caption).all().stream().mapToDouble(this::score).sum();
  }

  @Override
  public List<Logits> logits(List<TextCandidate> candidates) {
    return candidates.stream()
        .map(candidate -> Logits.of(0, (float) lead(candidate.caption())))
        .toList();
  }

  @Override
  public Optional<WordSpace> wordSpace() {
    return Optional.of(this);
  }

  @Override
  public WordTable words() {
    return table;
  }

  @Override
  public List<WordGradients> gradients(List<TextCandidate> candidates, List<Integer> labels) {
    gradients += candidates.size();
    return IntStream.range(0, candidates.size())
        .mapToObj(i -> gradients(candidates.get(i).caption(), labels.get(i)))
        .toList();
  }

  private WordGradients gradients(String caption, int label) {
    float[] gradient = weights.clone();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= label == 1 ? -1 : 1;
    }
    Words words = Words.of(caption);
    Map<Range<Integer>, float[]> byPlace = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      byPlace.put(words.chars(i), gradient);
    }
    return new WordGradients(Logits.of(0, (float) lead(caption)), byPlace);
  }
}
