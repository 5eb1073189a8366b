package io.gauntlet.records.parts;

import java.util.Collection;
import java.util.stream.Collectors;

/** A few names of many, for a line. */
final class Names {
  private static final int MOST = 8;

  private Names() {}

  /** The first names, and how many there are besides. */
  static String few(Collection<String> names) {
    String first = names.stream().limit(MOST).collect(Collectors.joining(", "));
    return names.size() > MOST ? first + " and " + (names.size() - MOST) + " more" : first;
  }
}
