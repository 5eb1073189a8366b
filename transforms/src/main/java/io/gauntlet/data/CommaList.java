package io.gauntlet.data;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists as users write them: separated by commas, spaces around them or not. */
public final class CommaList {
  private static final Splitter COMMAS = Splitter.on(',').trimResults();

  /** A comma that is none of a path's. */
  private static final Splitter BETWEEN_PATHS =
      Splitter.on(Pattern.compile("(?<!\\\\),")).trimResults();

  private CommaList() {}

  /**
   * The items of a list, in its order; none of an empty text.
   *
   * @throws IllegalArgumentException when an item is empty, or there twice
   */
  public static ImmutableList<String> of(String text) {
    return items(text, COMMAS);
  }

  /**
   * The paths of a list; a comma in a path is written {@code \,}, and every other backslash is
   * itself.
   *
   * @throws IllegalArgumentException when an item is empty, or there twice
   */
  public static ImmutableList<String> ofPaths(String text) {
    return items(text, BETWEEN_PATHS).stream()
        .map(path -> path.replace("\\,", ","))
        .collect(ImmutableList.toImmutableList());
  }

  /** Paths as {@link #ofPaths} reads them. */
  public static String writePaths(List<String> paths) {
    return paths.stream().map(path -> path.replace(",", "\\,")).collect(Collectors.joining(","));
  }

  private static ImmutableList<String> items(String text, Splitter splitter) {
    if (text.isBlank()) {
      return ImmutableList.of();
    }
    Set<String> items = new LinkedHashSet<>();
    for (String item : splitter.split(text)) {
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
