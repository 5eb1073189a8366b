package io.gauntlet.data;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/** Lists as users write them: separated by commas, spaces around them or not. */
public final class CommaList {
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private CommaList() {}

  /** The parts of a text that are not empty, in its order. */
  public static ImmutableList<String> of(String text) {
    return ImmutableList.copyOf(COMMAS.split(text));
  }
}
