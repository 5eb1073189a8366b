package io.gauntlet.attack.text.words;

import io.gauntlet.attack.GapFiller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The words that a masked language model finds likely in the place of a word. */
public final class LikelyWords implements Transformation {
  private final Map<Words, Map<Integer, List<String>>> likely = new HashMap<>();

  /**
   * Asks the model once, about every word of every caption that may change.
   *
   * @param count most candidates a word
   */
  public LikelyWords(GapFiller filler, List<Words> captions, Constraint constraint, int count) {
    record Gap(Words words, int place) {}
    Set<Gap> gaps = new LinkedHashSet<>();
    for (Words words : captions) {
      IntStream.range(0, words.size())
          .filter(i -> constraint.allows(words, i))
          .forEach(i -> gaps.add(new Gap(words, i)));
    }
    List<Gap> asked = new ArrayList<>(gaps);
    List<List<String>> filled =
        filler.fill(
            asked.stream()
                .map(gap -> gap.words().replace(gap.place(), "[MASK]").toString())
                .toList(),
            count);
    for (int i = 0; i < asked.size(); i++) {
      Gap gap = asked.get(i);
      String word = gap.words().get(gap.place());
      likely
          .computeIfAbsent(gap.words(), words -> new HashMap<>())
          .put(
              gap.place(),
              filled.get(i).stream().filter(other -> !other.equalsIgnoreCase(word)).toList());
    }
  }

  @Override
  public List<String> candidates(Words words, int i) {
    return likely.getOrDefault(words, Map.of()).getOrDefault(i, List.of());
  }
}
