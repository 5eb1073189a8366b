package io.gauntlet.score;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A canonical attack taken apart, such as {@code pgd:epsilon=0.03:steps=10+half-sentence-deletion},
 * whether or not its plugin is on the class path: outcomes outlive plugins.
 *
 * @param parts one, or an attack on pixels and one on words
 */
public record AttackName(ImmutableList<Part> parts) {
  /** The attack that changes nothing. */
  public static final String NONE = "none";

  /**
   * One named attack.
   *
   * @param name of its provider
   * @param options by name, as spelled
   */
  public record Part(String name, ImmutableMap<String, String> options) {
    private static Part parse(String text) {
      List<String> pieces = Splitter.on(':').splitToList(text);
      Map<String, String> options = new LinkedHashMap<>();
      StringBuilder name = new StringBuilder(pieces.get(0));
      for (String piece : pieces.subList(1, pieces.size())) {
        List<String> pair = Splitter.on('=').limit(2).splitToList(piece);
        if (pair.size() == 2) {
          options.put(pair.get(0), pair.get(1));
        } else {
          name.append(':').append(piece);
        }
      }
      return new Part(name.toString(), ImmutableMap.copyOf(options));
    }

    /** The number of an option; empty where it is not spelled, or no number. */
    public OptionalDouble number(String option) {
      Double number = Doubles.tryParse(options.getOrDefault(option, ""));
      return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** The same attack with another value of an option that it spells. */
    public Part with(String option, String value) {
      Map<String, String> changed = new LinkedHashMap<>(options);
      changed.replace(option, value);
      return new Part(name, ImmutableMap.copyOf(changed));
    }

    /** The same attack with an option left out. */
    public Part without(String option) {
      return new Part(
          name,
          options.entrySet().stream()
              .filter(entry -> !entry.getKey().equals(option))
              .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public String toString() {
      return options.entrySet().stream()
          .map(option -> ":" + option.getKey() + "=" + option.getValue())
          .collect(Collectors.joining("", name, ""));
    }
  }

  /**
   * Takes a name apart; what has no value belongs to the name, and an attack made of others, such
   * as {@code worst-of(fgsm:epsilon=0.03|pgd:epsilon=0.03:steps=10)}, is one part without options.
   */
  public static AttackName parse(String canonical) {
    if (canonical.contains("(")) {
      return new AttackName(ImmutableList.of(new Part(canonical, ImmutableMap.of())));
    }
    return new AttackName(
        Splitter.on('+')
            .splitToStream(canonical)
            .map(Part::parse)
            .collect(ImmutableList.toImmutableList()));
  }

  /** The only part, or the one on pixels. */
  public Part first() {
    return parts.get(0);
  }

  /** Whether it is an attack on pixels and one on words. */
  public boolean isJoint() {
    return parts.size() > 1;
  }

  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining("+"));
  }
}
