package io.gauntlet.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that someone meant who wrote another one. */
public final class ClosestName {
  private ClosestName() {}

  /**
   * The name that takes the fewest changes, a swap of neighbours being one; empty where more than a
   * third of the letters would have to change, or there is no name.
   */
  public static Optional<String> to(String written, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> KnownNames.distance(written, name))
                .thenComparing(n -> n))
        .filter(
            name ->
                KnownNames.distance(written, name)
                    <= Math.max(1, Math.max(written.length(), name.length()) / 3));
  }
}
