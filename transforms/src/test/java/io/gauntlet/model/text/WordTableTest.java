package io.gauntlet.model.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordTableTest {

  @Test
  void nearestIsByCosineWhateverTheLength() {
    WordTable table =
        new WordTable(
            List.of("east", "far-east", "north-east", "north", "west", "nowhere"),
            new float[][] {{1, 0}, {9, 0.9f}, {1, 1}, {0, 2}, {-3, 0}, {0, 0}});
    assertEquals(List.of("far-east", "north-east"), table.nearest("east", 2, -1));
    assertEquals(List.of("far-east", "north-east", "north", "west"), table.nearest("east", 9, -1));
    assertEquals(List.of("far-east"), table.nearest("east", 9, 0.9));
    assertEquals(List.of(), table.nearest("nowhere", 9, -1));
    assertEquals(List.of(), table.nearest("south", 9, -1));
    assertArrayEquals(
        new float[] {2, 18.9f, 3, 2, -6, 0}, table.products(new float[] {2, 1}), 1e-6f);
  }

  @Test
  void nearestIsWhatBruteForceFinds() {
    SplittableRandom random = new SplittableRandom(4);
    float[][] vectors = new float[80][7];
    for (float[] vector : vectors) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) random.nextGaussian();
      }
    }
    List<String> words = IntStream.range(0, 80).mapToObj(i -> "w" + i).toList();
    WordTable table = new WordTable(words, vectors);
    for (int word = 0; word < 80; word++) {
      int centre = word;
      List<String> expected =
          IntStream.range(0, 80)
              .filter(other -> other != centre)
              .filter(other -> cosine(vectors[centre], vectors[other]) >= 0.2)
              .boxed()
              .sorted(
                  (a, b) ->
                      Double.compare(
                          cosine(vectors[centre], vectors[b]), cosine(vectors[centre], vectors[a])))
              .limit(10)
              .map(words::get)
              .toList();
      assertEquals(expected, table.nearest("w" + word, 10, 0.2));
    }
  }

  @Test
  void ofEqualScoresTheFirstWordComesFirst() {
    WordTable table = new WordTable(List.of("a", "b", "c"), new float[3][1]);
    float[] scores = {1, 2, 1};
    assertEquals(List.of(1, 0, 2), table.best(scores, 0, 3, word -> true));
    assertEquals(List.of(0), table.best(scores, 0, 1, word -> word != 1));
    assertEquals(List.of(1), table.best(scores, 1, 3, word -> true));
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squareA += (double) a[i] * a[i];
      squareB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(squareA * squareB);
  }
}
