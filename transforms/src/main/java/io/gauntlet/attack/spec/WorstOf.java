package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The worst of a suite for each study: {@code worst-of(fgsm|pgd+synonym-greedy)}, the idea of
 * AutoAttack (Croce and Hein 2020) across modalities. A victim meets those attacks of the suite
 * that can touch it, and the clean study is always one of them, so that an attack that helps the
 * victim does not count for it.
 *
 * @param members at least one attack, none of them a suite
 */
public record WorstOf(ImmutableList<AttackSpec> members) implements AttackSpec {

  static final AttackForm FORM =
      new AttackForm(
          AttackDescription.of(
              "worst-of",
              AttackerKnowledge.SCORES,
              "the worst attack of a suite for each study: worst-of(fgsm|pgd+pwws)",
              "those of its attacks",
              "Croce and Hein 2020 (AutoAttack), section 5"),
          (options, inside) -> new WorstOf(ImmutableList.copyOf(inside)));

  /** Fails when there is no member, or one is a suite. */
  public WorstOf {
    if (members.isEmpty() || members.stream().anyMatch(member -> !member.members().isEmpty())) {
      throw new IllegalArgumentException("a suite is one attack or more, none of them a suite");
    }
  }

  @Override
  public String form() {
    return FORM.description().name();
  }

  @Override
  public ImmutableList<AttackPart> parts() {
    return members.stream()
        .flatMap(member -> member.parts().stream())
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public AttackerKnowledge knowledge() {
    return FORM.description().knowledge();
  }

  @Override
  public boolean touches(VictimProfile victim, VictimProfiles all) {
    return touching(victim, all).findAny().isPresent();
  }

  @Override
  public Optional<String> lacking(VictimProfile victim, VictimProfiles all) {
    return touching(victim, all).anyMatch(member -> member.lacking(victim, all).isEmpty())
        ? Optional.empty()
        : touching(victim, all).findFirst().flatMap(member -> member.lacking(victim, all));
  }

  private Stream<AttackSpec> touching(VictimProfile victim, VictimProfiles all) {
    return members.stream().filter(member -> member.touches(victim, all));
  }

  @Override
  public List<Attempt> attempts(VictimProfile victim, VictimProfiles all) {
    return Stream.concat(Stream.of(AttackSpec.clean()), touching(victim, all))
        .filter(member -> member.lacking(victim, all).isEmpty())
        .flatMap(member -> member.attempts(victim, all).stream())
        .distinct()
        .toList();
  }

  @Override
  public String toString() {
    return members.stream()
        .map(AttackSpec::toString)
        .collect(Collectors.joining("|", FORM.description().name() + "(", ")"));
  }
}
