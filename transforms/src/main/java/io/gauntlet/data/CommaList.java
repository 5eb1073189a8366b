package io.gauntlet.data;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Lists as users write them: separated by commas, spaces around them or not. */
public final class CommaList {
  private static final Splitter COMMAS = Splitter.on(',').trimResults();

  private CommaList() {}

  /**
   * The items of a list, in its order; none of an empty text.
   *
   * @throws IllegalArgumentException when an item is empty, or there twice
   */
  public static ImmutableList<String> of(String text) {
    if (text.isBlank()) {
      return ImmutableList.of();
    }
    Set<String> items = new LinkedHashSet<>();
    for (String item : COMMAS.split(text)) {
      if (item.isEmpty()) {
        throw new IllegalArgumentException(
            "'" + text + "' has an empty item; write one comma between items");
      }
      if (!items.add(item)) {
        throw new IllegalArgumentException("'" + item + "' is there twice; give it once");
      }
    }
    return ImmutableList.copyOf(items);
  }
}
