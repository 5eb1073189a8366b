package io.gauntlet.model.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
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
    float[] cosines = cosines(sought.word());
    return best(
            cosines,
            Float.NEGATIVE_INFINITY,
            sought.count(),
            word -> word != sought.word() && cosines[word] >= sought.leastCosine())
        .stream()
        .map(words::get)
        .toList();
  }

  /**
   * The cosine of a word's vector with that of every word; not a number where one has no direction.
   *
   * @param index of the word
   * @return {@code [words]}
   */
  public float[] cosines(int index) {
    float[] vector = new float[columns.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = columns[i][index];
    }
    float[] cosines = products(vector);
    for (int word = 0; word < cosines.length; word++) {
      cosines[word] /= (float) (norms[index] * norms[word]);
    }
    return cosines;
  }

  /**
   * The indices of the words of the highest scores, best first; of equal ones the first in the
   * table.
   *
   * @param scores {@code [words]}
   * @param above scores up to this one are left out
   * @param eligible which words may be among them; asked from the best one down, and no further
   *     than needed
   */
  public List<Integer> best(float[] scores, float above, int count, IntPredicate eligible) {
    PriorityQueue<Integer> queue =
        new PriorityQueue<>(
            Comparator.<Integer>comparingDouble(word -> -scores[word])
                .thenComparing(Comparator.naturalOrder()));
    IntStream.range(0, size()).filter(word -> scores[word] > above).forEach(queue::add);
    List<Integer> best = new ArrayList<>();
    while (best.size() < count && !queue.isEmpty()) {
      int word = queue.poll();
      if (eligible.test(word)) {
        best.add(word);
      }
    }
    return best;
  }
}
