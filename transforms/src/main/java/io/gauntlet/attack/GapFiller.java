package io.gauntlet.attack;

import java.util.List;

/** A masked language model: says which words are likely in a gap. */
@FunctionalInterface
public interface GapFiller {

  /**
   * The likeliest whole words.
   *
   * @param captions each with one {@code [MASK]}
   * @param count most words a gap
   * @return likeliest first, an answer a caption; none where the model cannot see the gap
   */
  List<List<String>> fill(List<String> captions, int count);
}
