package io.gauntlet.data.yaml;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import io.gauntlet.data.ClosestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The keys of one place of a file, each read once; every fault names its line and its key.
 *
 * @param file for the errors
 * @param path of the place, such as {@code floors[0].}; empty for the root
 * @param keys with their values
 * @param places file and line of every text that was read, by its path
 */
public record YamlValues(
    String file, String path, Map<String, YamlNode> keys, Map<String, String> places) {

  /**
   * The keys of a node.
   *
   * @throws YamlFault when it has others than these, or none at all
   */
  public static YamlValues of(
      String file, String path, YamlNode node, YamlKeys known, Map<String, String> places) {
    Map<String, YamlNode> keys =
        node.byKey()
            .orElseThrow(
                () ->
                    new YamlFault(
                        file + ", line " + node.line(),
                        (path.isEmpty() ? known.what() : path)
                            + " has keys and values, such as "
                            + known.example()));
    keys.forEach((key, value) -> known.check(file, value.line(), key));
    return new YamlValues(
        file, path.isEmpty() ? "" : path + ".", new LinkedHashMap<>(keys), places);
  }

  /** A number of a range. */
  public Optional<Double> number(String key, double above, double below, String range) {
    return node(key)
        .map(
            node -> {
              String written = text(key, node);
              Double value = Doubles.tryParse(written);
              if (value == null || !(value > above && value < below)) {
                throw fault(node, key, "is " + written + "; give a value in " + range);
              }
              return value;
            });
  }

  /** A whole number of at least so many. */
  public Optional<Integer> count(String key, int least) {
    return node(key)
        .map(
            node -> {
              String written = text(key, node);
              Integer value = Ints.tryParse(written);
              if (value == null || value < least) {
                throw fault(
                    node, key, "is " + written + "; give a whole number of at least " + least);
              }
              return value;
            });
  }

  /** A text that is not empty. */
  public Optional<String> text(String key) {
    return node(key).map(node -> noted(key, node));
  }

  /** One of some words. */
  public <T> Optional<T> word(String key, Map<String, T> words) {
    return node(key).map(node -> word(key, node, words));
  }

  private <T> T word(String key, YamlNode node, Map<String, T> words) {
    String written = text(key, node);
    T found = words.get(written.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw fault(node, key, "is '%s'%s".formatted(written, instead(written, words.keySet())));
    }
    return found;
  }

  /** Some words, at least one. */
  public <T> Optional<ImmutableList<T>> words(String key, Map<String, T> words) {
    return items(key, (at, node) -> word(at, node, words));
  }

  /** Some texts, at least one; one alone need not be a list. */
  public Optional<ImmutableList<String>> texts(String key) {
    return items(key, this::noted);
  }

  /** Texts under keys that are the user's own, such as the names of views, in their order. */
  public Optional<ImmutableMap<String, ImmutableList<String>>> textsByKey(String key) {
    return node(key)
        .map(
            node ->
                node.byKey()
                    .filter(values -> !values.isEmpty())
                    .orElseThrow(() -> fault(node, key, "takes keys with values")))
        .map(
            values ->
                values.entrySet().stream()
                    .collect(
                        toImmutableMap(
                            Map.Entry::getKey,
                            entry ->
                                items(key + "." + entry.getKey(), entry.getValue(), this::noted))));
  }

  /** The keys of each item of a list of at least one. */
  public <T> Optional<ImmutableList<T>> places(
      String key, YamlKeys known, BiFunction<YamlValues, YamlNode, T> reader) {
    return items(key, (at, node) -> reader.apply(of(file, path + at, node, known, places), node));
  }

  /** The keys under a key. */
  public Optional<YamlValues> place(String key, YamlKeys known) {
    return node(key).map(node -> of(file, path + key, node, known, places));
  }

  private <T> Optional<ImmutableList<T>> items(String key, BiFunction<String, YamlNode, T> reader) {
    return node(key).map(node -> items(key, node, reader));
  }

  private <T> ImmutableList<T> items(
      String key, YamlNode node, BiFunction<String, YamlNode, T> reader) {
    List<YamlNode> nodes = node.items();
    if (nodes.isEmpty()) {
      throw fault(node, key, "is empty; name at least one, or leave the key out");
    }
    return Streams.mapWithIndex(
            nodes.stream(), (each, index) -> reader.apply(key + "[" + index + "]", each))
        .collect(toImmutableList());
  }

  private Optional<YamlNode> node(String key) {
    return Optional.ofNullable(keys.get(key));
  }

  private String text(String key, YamlNode node) {
    if (node.isNothing() || node.text().filter(String::isBlank).isPresent()) {
      throw fault(node, key, "is empty; give a value, or leave the key out");
    }
    return node.text()
        .orElseThrow(() -> fault(node, key, "takes one value, not a list or keys of its own"));
  }

  private String noted(String key, YamlNode node) {
    String text = text(key, node);
    places.put(path + key, place(node));
    return text;
  }

  /** A fault of a key. */
  public YamlFault fault(YamlNode node, String key, String message) {
    return new YamlFault(place(node), path + key + " " + message);
  }

  private String place(YamlNode node) {
    return file + ", line " + node.line();
  }

  /** How an error goes on about a word that is none of those there are. */
  static String instead(String written, Collection<String> names) {
    return ClosestName.to(written, names)
            .map(name -> "; did you mean '" + name + "'? There are ")
            .orElse("; there are ")
        + String.join(", ", names);
  }
}
