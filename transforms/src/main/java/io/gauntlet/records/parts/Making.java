package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.schema.Outcome;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What outcomes were made of and by. Where parts differ, a value is all of theirs, sorted, with
 * commas between.
 *
 * @param victims digest of each model, by the victim's name; that of a replica is {@code
 *     seed-N/NAME}
 * @param attacks revision of each attack, by its canonical text
 * @param sizes of the images that the victims saw, such as {@code image: 64x64}
 * @param versions of the software that ran
 */
public record Making(
    ImmutableSortedMap<String, String> victims,
    ImmutableSortedMap<String, String> attacks,
    ImmutableSortedMap<String, String> sizes,
    ImmutableSortedMap<String, String> versions)
    implements Serializable {
  private static final String BETWEEN = ", ";
  private static final Pattern SPLIT = Pattern.compile(Pattern.quote(BETWEEN));

  /** Nothing is known. */
  public static final Making UNKNOWN =
      new Making(
          ImmutableSortedMap.of(),
          ImmutableSortedMap.of(),
          ImmutableSortedMap.of(),
          ImmutableSortedMap.of());

  /** What only who makes outcomes knows of them: sizes of images, and versions. */
  public static Making by(Map<String, String> sizes, Map<String, String> versions) {
    return new Making(
        ImmutableSortedMap.of(),
        ImmutableSortedMap.of(),
        ImmutableSortedMap.copyOf(sizes),
        ImmutableSortedMap.copyOf(versions));
  }

  /** What an outcome says of its victim and its attack. */
  static Making of(Outcome outcome) {
    SortedMap<String, String> attacks = new TreeMap<>();
    if (outcome.getAttackFields() != null) {
      outcome
          .getAttackFields()
          .getParts()
          .forEach(
              part -> {
                if (part.getRevision() != null) {
                  attacks.put(part.getText(), part.getRevision().toString());
                }
              });
    }
    ImmutableSortedMap.Builder<String, String> victims = ImmutableSortedMap.naturalOrder();
    if (outcome.getVictimDigest() != null) {
      victims.put(victim(outcome), outcome.getVictimDigest());
    }
    return new Making(
        victims.buildOrThrow(),
        ImmutableSortedMap.copyOf(attacks),
        ImmutableSortedMap.of(),
        ImmutableSortedMap.of());
  }

  private static String victim(Outcome outcome) {
    return outcome.getReplica() == null
        ? outcome.getVictim()
        : "seed-" + outcome.getReplica() + "/" + outcome.getVictim();
  }

  /** What both were made of; neither counts for more. */
  public Making and(Making other) {
    return equals(other)
        ? this
        : new Making(
            both(victims, other.victims),
            both(attacks, other.attacks),
            both(sizes, other.sizes),
            both(versions, other.versions));
  }

  private static ImmutableSortedMap<String, String> both(
      Map<String, String> one, Map<String, String> other) {
    SortedMap<String, String> both = new TreeMap<>(one);
    other.forEach((name, value) -> both.merge(name, value, Making::both));
    return ImmutableSortedMap.copyOf(both);
  }

  private static String both(String one, String other) {
    return one.equals(other)
        ? one
        : String.join(
            BETWEEN,
            Stream.of(one, other)
                .flatMap(SPLIT::splitAsStream)
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)));
  }
}
