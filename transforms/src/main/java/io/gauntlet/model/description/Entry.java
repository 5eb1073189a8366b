package io.gauntlet.model.description;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.model.config.ConfigKeys;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which of several results is a victim's answer: that of a name in a dict, that of a place in a
 * tuple or list, or the only one there is.
 *
 * @param name in a dict; empty where a place is given, or nothing
 * @param place in a tuple or list, from 0; empty where a name is given, or nothing
 */
record Entry(Optional<String> name, OptionalInt place) {
  /** What a model gives is one tensor. */
  static final Entry ONLY = new Entry(Optional.empty(), OptionalInt.empty());

  private static final String KEY = "\"output\": {\"entry\": %s}";

  static Entry of(ConfigKeys output) {
    return output.value("entry").map(value -> of(output, value)).orElse(ONLY);
  }

  private static Entry of(ConfigKeys output, JsonNode value) {
    if (value.isTextual()) {
      return new Entry(Optional.of(value.asText()), OptionalInt.empty());
    }
    if (value.isInt() && value.asInt() >= 0) {
      return new Entry(Optional.empty(), OptionalInt.of(value.asInt()));
    }
    throw output.fault(
        "entry", "is " + value + "; give a name in a dict, or a place in a tuple, from 0");
  }

  /**
   * The result.
   *
   * @throws IllegalArgumentException when there are several and none was named, or not this one
   */
  NDArray of(NDList results) {
    if (name.isPresent()) {
      return results.stream()
          .filter(result -> name.get().equals(result.getName()))
          .findFirst()
          .orElseThrow(() -> wrong("there is no entry \"" + name.get() + "\" in", results));
    }
    if (place.isPresent()) {
      if (place.getAsInt() >= results.size()) {
        throw wrong("there is no entry " + place.getAsInt() + " in", results);
      }
      return results.get(place.getAsInt());
    }
    if (results.size() != 1) {
      throw wrong("it gives several results,", results);
    }
    return results.get(0);
  }

  private static IllegalArgumentException wrong(String what, NDList results) {
    boolean named = results.stream().allMatch(result -> result.getName() != null);
    return new IllegalArgumentException(
        "%s %s; say which is the answer, such as %s"
            .formatted(
                what,
                IntStream.range(0, results.size())
                    .mapToObj(i -> described(results.get(i), named ? "" : String.valueOf(i)))
                    .toList(),
                KEY.formatted(
                    named && !results.isEmpty() ? '"' + results.get(0).getName() + '"' : "0")));
  }

  private static String described(NDArray result, String place) {
    return (result.getName() == null ? place : result.getName()) + " " + result.getShape();
  }
}
