package io.gauntlet.attack.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.GapFiller;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.search.HotFlip;
import io.gauntlet.attack.text.search.VictimWordSearch;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.Words;
import io.gauntlet.model.text.WordTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenVictimAttacksTest {
  private static final int WIDTH = 5;
  private static final int VOCABULARY = 60;

  private final SplittableRandom random = new SplittableRandom(8);
  private final WordTable table = table();
  private final BagOfEmbeddings victim = new BagOfEmbeddings(table, vector());

  @Test
  void aFlipOfALinearVictimIsTheBestOfAllFlips() {
    for (int round = 0; round < 40; round++) {
      String caption = caption(6);
      int label = victim.score("") < margin(caption, 1) ? 1 : 0;
      AttackedText result = run(new HotFlip(1, -1, Constraint.none(), 0.1, 99), caption, label);
      Words clean = Words.of(caption);
      String best =
          IntStream.range(0, clean.size())
              .boxed()
              .flatMap(
                  i ->
                      IntStream.range(0, VOCABULARY)
                          .mapToObj(w -> clean.replace(i, table.word(w)).toString()))
              .min(Comparator.comparingDouble(flipped -> margin(flipped, label)))
              .orElseThrow();
      assertEquals(margin(best, label), margin(result.caption(), label), 1e-3);
      assertEquals(1, result.wordsChanged());
      assertEquals(2, result.queries());
    }
  }

  @Test
  void aLinearVictimFallsWithTheFewestFlips() {
    for (int round = 0; round < 40; round++) {
      String caption = caption(8);
      int label = margin(caption, 1) > 0 ? 1 : 0;
      AttackedText result = run(new HotFlip(3, -1, Constraint.none(), 1, 999), caption, label);
      // Each word gives up at most what the worst word of all would take: the largest gains first.
      double worst =
          IntStream.range(0, VOCABULARY)
              .mapToDouble(w -> margin(table.word(w), label))
              .min()
              .orElseThrow();
      List<Double> gains =
          Words.of(caption).all().stream()
              .map(word -> margin(word, label) - worst)
              .sorted(Comparator.reverseOrder())
              .toList();
      double left = margin(caption, label);
      int fewest = 0;
      while (left > 0 && fewest < gains.size()) {
        left -= gains.get(fewest++);
      }
      assertEquals(fewest, result.wordsChanged(), caption);
    }
  }

  @Test
  void gradientsCountAsQueriesAndTheLimitIsExact() {
    String caption = caption(8);
    int label = margin(caption, 1) > 0 ? 1 : 0;
    long all =
        run(new HotFlip(4, -1, Constraint.none(), 1, Long.MAX_VALUE), caption, label).queries();
    for (long most = 1; most <= all + 1; most++) {
      AttackedText result = run(new HotFlip(4, -1, Constraint.none(), 1, most), caption, label);
      assertEquals(Math.min(most, all), result.queries());
      assertTrue(margin(result.caption(), label) <= margin(caption, label) + 1e-4);
    }
  }

  @Test
  void noFlipLeavesTheNeighbourhood() {
    for (int round = 0; round < 40; round++) {
      String caption = caption(6);
      AttackedText result = run(new HotFlip(5, 0.6, Constraint.none(), 1, 999), caption, round % 2);
      Words before = Words.of(caption);
      Words after = Words.of(result.caption());
      for (int i = 0; i < before.size(); i++) {
        if (!before.get(i).equals(after.get(i))) {
          List<String> near = table.nearest(before.get(i), VOCABULARY, 0.6);
          assertTrue(near.contains(after.get(i)));
        }
      }
    }
  }

  @Test
  void neighboursAreTriedAndTheWorstIsKept() {
    for (int round = 0; round < 40; round++) {
      String caption = caption(1);
      int label = margin(caption, 1) > 0 ? 1 : 0;
      TextAttack attack =
          new VictimWordSearch(VictimWordSearch.nearest(4, -1), Constraint.none(), 1, 99);
      String worst =
          table.nearest(caption, 4, -1).stream()
              .min(Comparator.comparingDouble(word -> margin(word, label)))
              .orElseThrow();
      boolean helps = margin(worst, label) < margin(caption, label);
      // The clean caption, the caption without the word, and four neighbours.
      assertEquals(
          new AttackedText(helps ? worst : caption, helps ? 1 : 0, 1, 6),
          run(attack, caption, label));
    }
  }

  @Test
  void likelyWordsAreTriedAndTheWorstIsKept() {
    Map<String, List<String>> likely =
        Map.of("[MASK] c", List.of("a", "a1", "a2"), "a [MASK]", List.of("c1"));
    BagOfWords scorer = new BagOfWords(Map.of("a", 5, "a1", 4, "a2", 3, "c", 2, "c1", -9));
    List<List<String>> asked = new ArrayList<>();
    TextClassifier filling =
        new TextClassifier() {
          @Override
          public List<Logits> logits(List<TextCandidate> candidates) {
            return scorer.logits(candidates);
          }

          @Override
          public Optional<GapFiller> gapFiller() {
            return Optional.of(
                (captions, count) -> {
                  asked.add(captions);
                  return captions.stream()
                      .map(caption -> likely.get(caption).stream().limit(count).toList())
                      .toList();
                });
          }
        };
    TextAttack attack =
        new VictimWordSearch(
            VictimWordSearch.likely(3, Constraint.none()), Constraint.none(), 1, 99);
    List<TextTarget> targets =
        List.of(new TextTarget(0, "u", "a c", 1, 0), new TextTarget(1, "v", "a c", 1, 0));
    // "a" counts most: of a1 and a2 the latter is worse; then c1 turns the victim.
    AttackedText result = new AttackedText("a2 c1", 2, 2, 1 + 2 + 2 + 1);
    assertEquals(List.of(result, result), attack.attack(filling, targets));
    assertEquals(List.of(List.of("[MASK] c", "a [MASK]")), asked);
  }

  @Test
  void aBlackBoxIsRefusedByName() {
    for (String name : List.of("hotflip", "textfooler", "masked-lm")) {
      TextAttack attack = NamedAttacks.of(name);
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () -> attack.attack(new BagOfWords(Map.of()), List.of()));
      assertTrue(error.getMessage().startsWith(name + " needs "), error.getMessage());
    }
  }

  private AttackedText run(TextAttack attack, String caption, int label) {
    return attack.attack(victim, List.of(new TextTarget(0, "u", caption, label, 1))).get(0);
  }

  private double margin(String caption, int label) {
    Logits logits = victim.logits(List.of(new TextCandidate(0, caption))).get(0);
    return label == 1 ? logits.get(1) : -logits.get(1);
  }

  private String caption(int words) {
    return IntStream.range(0, words)
        .mapToObj(i -> table.word(random.nextInt(VOCABULARY)))
        .collect(Collectors.joining(" "));
  }

  private WordTable table() {
    List<String> words = IntStream.range(0, VOCABULARY).mapToObj(i -> "word" + i).toList();
    float[][] vectors = new float[VOCABULARY][];
    for (int i = 0; i < VOCABULARY; i++) {
      vectors[i] = vector();
    }
    return new WordTable(words, vectors);
  }

  private float[] vector() {
    float[] vector = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
