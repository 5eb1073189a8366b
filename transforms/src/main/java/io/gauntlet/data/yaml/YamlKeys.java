package io.gauntlet.data.yaml;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.TreeSet;

/**
 * The keys that one place of a file may have.
 *
 * @param what the place is, such as {@code a policy}
 * @param known in the order in which examples have them
 * @param retired keys of before, each with what it became
 * @param example of such a place, in a line
 */
public record YamlKeys(
    String what, ImmutableSet<String> known, ImmutableMap<String, String> retired, String example) {

  /**
   * Checks a key.
   *
   * @throws YamlFault when there is none of this name
   */
  void check(String file, int line, String key) {
    String place = file + ", line " + line;
    if (retired.containsKey(key)) {
      throw new YamlFault(place, "'" + key + "' " + retired.get(key));
    }
    if (!known.contains(key)) {
      throw new YamlFault(
          place,
          "there is no key '%s'%s".formatted(key, YamlValues.instead(key, new TreeSet<>(known))));
    }
  }
}
