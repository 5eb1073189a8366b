package io.gauntlet.model;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The whole words that a model knows, and their vectors. Immutable but for a memory of what was
 * asked, which the vocabulary bounds; safe for any thread.
 */
public final class WordTable {
  private final ImmutableList<String> words;
  private final ImmutableMap<String, Integer> indices;

  /** {@code [width][words]}, so that a product with all words runs along memory. */
  private final float[][] columns;

  private final double[] norms;
  private final Map<Neighbourhood, List<String>> known = new ConcurrentHashMap<>();

  private record Neighbourhood(int word, int count, double leastCosine) {}

  /**
   * A table of words.
   *
   * @param words each once
   * @param vectors {@code [words][width]}
   */
  public WordTable(List<String> words, float[][] vectors) {
    this.words = ImmutableList.copyOf(words);
    ImmutableMap.Builder<String, Integer> byWord = ImmutableMap.builder();
    for (int word = 0; word < words.size(); word++) {
      byWord.put(words.get(word), word);
    }
    this.indices = byWord.buildOrThrow();
    int width = vectors.length == 0 ? 0 : vectors[0].length;
    this.columns = new float[width][vectors.length];
    this.norms = new double[vectors.length];
    for (int word = 0; word < vectors.length; word++) {
      for (int i = 0; i < width; i++) {
        columns[i][word] = vectors[word][i];
        norms[word] += (double) vectors[word][i] * vectors[word][i];
      }
      norms[word] = Math.sqrt(norms[word]);
    }
  }

  /** Number of words. */
  public int size() {
    return words.size();
  }

  /** The word at an index. */
  public String word(int index) {
    return words.get(index);
  }

  /** The index of a word; empty where the model knows it only in pieces. */
  public OptionalInt find(String word) {
    Integer index = indices.get(word);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * The inner product of a vector with that of every word.
   *
   * @param vector as wide as the table
   * @return {@code [words]}
   */
  public float[] products(float[] vector) {
    float[] products = new float[size()];
    for (int i = 0; i < columns.length; i++) {
      float[] column = columns[i];
      float factor = vector[i];
      for (int word = 0; word < products.length; word++) {
        products[word] += factor * column[word];
      }
    }
    return products;
  }

  /**
   * The words nearest to one by the cosine of their vectors, nearest first, without the word
   * itself; none for a word that is not in the table, or has no direction.
   *
   * @param leastCosine words further away are left out, in {@code [-1, 1]}
   */
  public List<String> nearest(String word, int count, double leastCosine) {
    Integer index = indices.get(word);
    return index == null || norms[index] == 0
        ? List.of()
        : known.computeIfAbsent(new Neighbourhood(index, count, leastCosine), this::search);
  }

  private List<String> search(Neighbourhood sought) {
    int centre = sought.word();
    float[] vector = new float[columns.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = columns[i][centre];
    }
    float[] cosines = products(vector);
    for (int word = 0; word < cosines.length; word++) {
      cosines[word] /= (float) (norms[centre] * norms[word]);
    }
    return best(
        cosines, sought.count(), word -> word != centre && cosines[word] >= sought.leastCosine());
  }

  /**
   * The words of the highest scores, best first; of equal ones the first in the table.
   *
   * @param scores {@code [words]}
   * @param eligible which words may be among them, by index
   */
  public List<String> best(float[] scores, int count, IntPredicate eligible) {
    Comparator<Integer> byScore = Comparator.comparingDouble(word -> scores[word]);
    return IntStream.range(0, size())
        .filter(eligible)
        .boxed()
        .collect(
            Comparators.greatest(count, byScore.thenComparing(Comparator.<Integer>reverseOrder())))
        .stream()
        .map(words::get)
        .toList();
  }
}
