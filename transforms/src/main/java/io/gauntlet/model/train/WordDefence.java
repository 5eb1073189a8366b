package io.gauntlet.model.train;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a training makes a network hold against an attacker that changes words: it learns from
 * captions that an attack changed as the network is at that moment. With an attack that draws at
 * random and looks at nothing, that is augmentation.
 *
 * @param attack on words, by name; empty without one
 * @param options of the attack, by name
 */
public record WordDefence(String attack, ImmutableSortedMap<String, String> options)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Learns from captions as they are. */
  public static final WordDefence NONE = new WordDefence("", ImmutableSortedMap.of());

  private static final Splitter PARTS = Splitter.on(':');
  private static final Splitter.MapSplitter OPTIONS =
      Splitter.on(':').withKeyValueSeparator(Splitter.on('=').limit(2));

  /** A defence by an attack with its standard options. */
  public static WordDefence by(String attack) {
    return new WordDefence(attack, ImmutableSortedMap.of());
  }

  /** Reads what {@link #toString} writes. */
  static WordDefence parse(String text) {
    String attack = PARTS.splitToList(text).get(0);
    Map<String, String> options =
        text.equals(attack) ? Map.of() : OPTIONS.split(text.substring(attack.length() + 1));
    return new WordDefence(attack, ImmutableSortedMap.copyOf(options));
  }

  /** Whether words are attacked. */
  public boolean isActive() {
    return !attack.isEmpty();
  }

  /**
   * The same with another option of the attack.
   *
   * @throws IllegalArgumentException when there is none to have it
   */
  public WordDefence with(String option, String value) {
    if (!isActive()) {
      throw new IllegalArgumentException(
          option + " is of a defence of words; give one, such as words=synonym-random");
    }
    Map<String, String> all = new TreeMap<>(options);
    all.put(option, value);
    return new WordDefence(attack, ImmutableSortedMap.copyOf(all));
  }

  /** The attack as users name attacks, such as {@code synonym-random:fraction=0.4}. */
  @Override
  public String toString() {
    return options.isEmpty()
        ? attack
        : attack + ":" + Joiner.on(':').withKeyValueSeparator('=').join(options);
  }
}
