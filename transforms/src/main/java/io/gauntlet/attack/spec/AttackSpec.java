package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is done to a study: nothing, one named attack, one on each modality in a {@link Sequence},
 * or one of the forms that are made of these. An {@link AttackCatalogue} reads it from text, once;
 * {@link Object#toString} prints the canonical text, which is the attack's name in outcomes and
 * scorecards: equal attacks have equal names, however they were written.
 */
public sealed interface AttackSpec extends Serializable
    permits Clean, AttackPart, Sequence, Alternating, WorstOf, Transfer {

  /** The attack that changes nothing: the clean row of every grid. */
  static AttackSpec clean() {
    return Clean.CLEAN;
  }

  /**
   * Reads an attack with the attacks of the context class loader.
   *
   * @throws IllegalArgumentException that says what is wrong and what there is instead
   */
  static AttackSpec parse(String text) {
    return AttackCatalogue.load().parse(text);
  }

  /** How its parts are put together: none, single, sequence, or the name of a form. */
  String form();

  /** The named attacks that it is made of, in the order in which they are written. */
  ImmutableList<AttackPart> parts();

  /** The one named attack that it is; empty when it is made of others, or changes nothing. */
  default Optional<AttackPart> single() {
    return Optional.empty();
  }

  /** What the attack as a whole knows of the victim that is scored. */
  default AttackerKnowledge knowledge() {
    return parts().stream()
        .map(part -> part.threat().knowledge())
        .min(AttackerKnowledge::compareTo)
        .orElse(AttackerKnowledge.NOTHING);
  }

  /** Whether the true class of a study still holds after every part. */
  default Truth truth() {
    return parts().stream()
        .map(part -> part.threat().truth())
        .max(Truth::compareTo)
        .orElse(Truth.HOLDS);
  }

  /** The modalities that it changes. */
  default Set<Modality> modalities() {
    Set<Modality> modalities = EnumSet.noneOf(Modality.class);
    parts().forEach(part -> modalities.add(part.modality()));
    return Collections.unmodifiableSet(modalities);
  }

  /** The victim that its images are made against, where that is not the one that is scored. */
  default Optional<String> generator() {
    return Optional.empty();
  }

  /** The attacks of which the worst counts; none unless it is a suite. */
  default ImmutableList<AttackSpec> members() {
    return ImmutableList.of();
  }

  /**
   * Whether a victim sees all that the attack changes, so that there is something to score.
   *
   * @param all victims of the run
   * @throws IllegalArgumentException when the attack names a victim that is not there
   */
  default boolean touches(VictimProfile victim, VictimProfiles all) {
    return modalities().stream().allMatch(victim::sees);
  }

  /**
   * What the attack needs and a victim cannot do, in a sentence; empty when nothing is lacking.
   *
   * @param all victims of the run
   */
  default Optional<String> lacking(VictimProfile victim, VictimProfiles all) {
    Set<Capability> lacking = new TreeSet<>();
    parts().forEach(part -> lacking.addAll(part.threat().needs()));
    lacking.removeAll(victim.capabilities());
    return lacking.stream().findFirst().map(first -> victim.name() + " gives no " + first);
  }

  /**
   * The attacked studies of which the victim's worst counts, study by study; the first of equals.
   *
   * @param victim that is scored
   * @param all victims of the run
   */
  List<Attempt> attempts(VictimProfile victim, VictimProfiles all);
}
