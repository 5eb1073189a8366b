package io.gauntlet.attack.text.words;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The misspellings of a word: one a kind of edit, at a letter drawn at random.
 *
 * @param edits the kinds
 * @param seed of the draws; a word in its place is always misspelled alike
 */
public record Typos(List<Typo> edits, long seed) implements Transformation {

  public Typos {
    edits = List.copyOf(edits);
  }

  @Override
  public Transformation seeded(long other) {
    return new Typos(edits, other);
  }

  @Override
  public List<String> candidates(Words words, int i) {
    String word = words.get(i);
    // A generator of its own for every place: what a word becomes never depends on who asked first.
    SplittableRandom places = new SplittableRandom(seed);
    IntStream.range(0, i).forEach(before -> places.nextLong());
    SplittableRandom random = places.split();
    return edits.stream()
        .map(edit -> edit.of(word, random))
        .filter(Words::isWord)
        .filter(typo -> !typo.equals(word))
        .distinct()
        .toList();
  }
}
