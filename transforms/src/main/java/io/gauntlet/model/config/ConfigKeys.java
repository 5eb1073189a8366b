package io.gauntlet.model.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.KnownNames;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys of one place of a victim's config, each read once. Every error names the key as it is
 * written from the root, such as {@code pixels.height}, and what would be right.
 *
 * @param path of the place with a dot behind it; empty for the root
 * @param node the place
 */
public record ConfigKeys(String path, JsonNode node) {

  /**
   * The root of a config.
   *
   * @throws IllegalArgumentException when it has no keys, or another than these
   */
  public static ConfigKeys root(JsonNode node, ImmutableSet<String> known) {
    return checked("", "the config", node, known);
  }

  private static ConfigKeys checked(
      String path, String what, JsonNode node, ImmutableSet<String> known) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "%s is %s; give keys and values, of the keys %s".formatted(what, node, known));
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new IllegalArgumentException(
                    "there is no key \"%s%s\"%s"
                        .formatted(path, key, KnownNames.instead(key, known)));
              }
            });
    return new ConfigKeys(path, node);
  }

  /** The keys under a key; empty where it is left out. */
  public Optional<ConfigKeys> place(String key, ImmutableSet<String> known) {
    return value(key).map(place -> checked(path + key + ".", path + key, place, known));
  }

  /** A value as it is written; empty where it is left out. */
  public Optional<JsonNode> value(String key) {
    return Optional.ofNullable(node.get(key)).filter(value -> !value.isNull());
  }

  /** A text that is not blank. */
  public Optional<String> text(String key) {
    return value(
            key,
            value -> value.isTextual() && !value.asText().isBlank(),
            "give a text, such as \"" + key + "\"")
        .map(JsonNode::asText);
  }

  /** A whole number of at least so many. */
  public Optional<Integer> count(String key, int least) {
    return value(
            key,
            value -> value.isInt() && value.asInt() >= least,
            "give a whole number that is at least " + least)
        .map(JsonNode::asInt);
  }

  /**
   * A whole number of at least so many, which cannot be left out.
   *
   * @throws IllegalArgumentException when it is
   */
  public int neededCount(String key, int least) {
    return count(key, least)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s%s is missing; give a whole number that is at least %s"
                        .formatted(path, key, least)));
  }

  /** One of some words. */
  public <T> Optional<T> word(String key, Map<String, T> words) {
    return text(key)
        .map(
            written ->
                Optional.ofNullable(words.get(written))
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "there is no %s%s \"%s\"%s"
                                    .formatted(
                                        path,
                                        key,
                                        written,
                                        KnownNames.instead(written, words.keySet())))));
  }

  /** Texts, at least one. */
  public Optional<ImmutableList<String>> texts(String key) {
    return items(key, JsonNode::isTextual, "a list of texts")
        .map(
            items -> items.stream().map(JsonNode::asText).collect(ImmutableList.toImmutableList()));
  }

  /** Numbers, at least one. */
  public Optional<ImmutableList<Double>> numbers(String key) {
    return items(key, JsonNode::isNumber, "a list of numbers")
        .map(
            items ->
                items.stream().map(JsonNode::asDouble).collect(ImmutableList.toImmutableList()));
  }

  private Optional<ImmutableList<JsonNode>> items(
      String key, Predicate<JsonNode> fits, String what) {
    return value(
            key,
            value ->
                value.isArray()
                    && !value.isEmpty()
                    && ImmutableList.copyOf(value).stream().allMatch(fits),
            "give " + what + ", at least one")
        .map(ImmutableList::copyOf);
  }

  private Optional<JsonNode> value(String key, Predicate<JsonNode> fits, String remedy) {
    Optional<JsonNode> value = value(key);
    value
        .filter(fits.negate())
        .ifPresent(
            wrong -> {
              throw fault(key, "is " + wrong + "; " + remedy);
            });
    return value;
  }

  /** An error of a key. */
  public IllegalArgumentException fault(String key, String message) {
    return new IllegalArgumentException(path + key + " " + message);
  }
}
