package io.gauntlet.attack;

import io.gauntlet.model.text.WordTable;
import java.util.List;

/** A victim's own space of words, laid open: a white box as far as the words go. */
public interface WordSpace {

  /** The whole words that the victim knows, and their vectors. */
  WordTable words();

  /**
   * How the lead of the best wrong class grows along the vectors of the words.
   *
   * @param candidates captions, of different studies in any order
   * @param labels the true class of each, from 0
   * @return one answer a caption, in the order given
   */
  List<WordGradients> gradients(List<TextCandidate> candidates, List<Integer> labels);
}
