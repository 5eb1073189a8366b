package io.gauntlet.score.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The keys of one place of a policy, each read once; every fault names its line and its key.
 *
 * @param file for the errors
 * @param path of the place, such as {@code floors[0].}; empty for the root
 * @param keys with their values
 * @param places file and line of every text that was read, by its path
 */
record PolicyValues(
    String file, String path, Map<String, PolicyNode> keys, Map<String, String> places) {

  /**
   * The keys of a node.
   *
   * @throws PolicyFault when it has others than these, or none at all
   */
  static PolicyValues of(
      String file, String path, PolicyNode node, PolicyKeys known, Map<String, String> places) {
    if (!(node instanceof PolicyNode.Keys map)) {
      throw new PolicyFault(
          file + ", line " + node.line(),
          (path.isEmpty() ? "a policy" : path)
              + " has keys and values, such as "
              + known.example());
    }
    map.values().forEach((key, value) -> known.check(file, value.line(), key));
    return new PolicyValues(
        file, path.isEmpty() ? "" : path + ".", new LinkedHashMap<>(map.values()), places);
  }

  /** A number of a range. */
  Optional<Double> number(String key, double above, double below, String range) {
    return scalar(key)
        .map(
            scalar -> {
              Double value = Doubles.tryParse(scalar.text());
              if (value == null || !(value > above && value < below)) {
                throw fault(scalar, key, "is " + scalar.text() + "; give a value in " + range);
              }
              return value;
            });
  }

  /** A whole number of at least so many. */
  Optional<Integer> count(String key, int least) {
    return scalar(key)
        .map(
            scalar -> {
              Integer value = Ints.tryParse(scalar.text());
              if (value == null || value < least) {
                throw fault(
                    scalar,
                    key,
                    "is " + scalar.text() + "; give a whole number of at least " + least);
              }
              return value;
            });
  }

  /** A text that is not empty. */
  Optional<String> text(String key) {
    Optional<PolicyNode.Scalar> scalar = scalar(key);
    scalar.ifPresent(found -> note(path + key, found));
    return scalar.map(PolicyNode.Scalar::text);
  }

  /** One of some words. */
  <T> Optional<T> word(String key, Map<String, T> words) {
    return scalar(key).map(scalar -> word(scalar, key, words));
  }

  private <T> T word(PolicyNode.Scalar scalar, String key, Map<String, T> words) {
    T found = words.get(scalar.text().toLowerCase(Locale.ROOT));
    if (found == null) {
      throw fault(
          scalar,
          key,
          "is '%s'%s; there are %s"
              .formatted(
                  scalar.text(),
                  didYouMean(scalar.text(), words.keySet()),
                  listed(words.keySet())));
    }
    return found;
  }

  /** Some words, at least one. */
  <T> Optional<ImmutableList<T>> words(String key, Map<String, T> words) {
    return items(key, (at, node) -> word(scalar(at, node), at, words));
  }

  /** Some texts, at least one; one alone need not be a list. */
  Optional<ImmutableList<String>> texts(String key) {
    return items(
        key,
        (at, node) -> {
          PolicyNode.Scalar scalar = scalar(at, node);
          note(path + at, scalar);
          return scalar.text();
        });
  }

  /** The keys of each item of a list of at least one. */
  <T> Optional<ImmutableList<T>> places(
      String key, PolicyKeys known, BiFunction<PolicyValues, PolicyNode, T> reader) {
    return items(key, (at, node) -> reader.apply(of(file, path + at, node, known, places), node));
  }

  /** The keys under a key. */
  Optional<PolicyValues> place(String key, PolicyKeys known) {
    return Optional.ofNullable(keys.get(key))
        .map(node -> of(file, path + key, node, known, places));
  }

  private <T> Optional<ImmutableList<T>> items(
      String key, BiFunction<String, PolicyNode, T> reader) {
    PolicyNode node = keys.get(key);
    if (node == null) {
      return Optional.empty();
    }
    List<PolicyNode> nodes = node instanceof PolicyNode.Items list ? list.values() : List.of(node);
    if (nodes.isEmpty() || node instanceof PolicyNode.Nothing) {
      throw fault(node, key, "is empty; name at least one, or leave the key out");
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      items.add(reader.apply(key + "[" + i + "]", nodes.get(i)));
    }
    return Optional.of(ImmutableList.copyOf(items));
  }

  private Optional<PolicyNode.Scalar> scalar(String key) {
    return Optional.ofNullable(keys.get(key)).map(node -> scalar(key, node));
  }

  private PolicyNode.Scalar scalar(String key, PolicyNode node) {
    if (node instanceof PolicyNode.Scalar scalar && !scalar.text().isBlank()) {
      return scalar;
    }
    throw fault(
        node,
        key,
        node instanceof PolicyNode.Keys || node instanceof PolicyNode.Items
            ? "takes one value, not a list or keys of its own"
            : "is empty; give a value, or leave the key out");
  }

  private void note(String where, PolicyNode node) {
    places.put(where, place(node));
  }

  /** A fault of a key. */
  PolicyFault fault(PolicyNode node, String key, String message) {
    return new PolicyFault(place(node), path + key + " " + message);
  }

  private String place(PolicyNode node) {
    return file + ", line " + node.line();
  }

  static String didYouMean(String written, Collection<String> names) {
    return ClosestName.to(written, names).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  static String listed(Collection<String> names) {
    return String.join(", ", names);
  }
}
