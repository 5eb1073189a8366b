package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.data.Modality;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A study as attacks left it, known by those attacks. Immutable; equal values are the same study.
 *
 * @param contents of every modality
 */
public record AttackedStudy(ImmutableMap<Modality, Content> contents) {

  /** The study as it came. */
  public static final AttackedStudy CLEAN =
      new AttackedStudy(Maps.toMap(Arrays.asList(Modality.values()), Content::clean));

  /** The content of a modality. */
  public Content content(Modality modality) {
    return contents.get(modality);
  }

  /** Whether no attack changed it. */
  public boolean isClean() {
    return equals(CLEAN);
  }

  /** All that attacks made of it, modality by modality, each in the order in which it was made. */
  public ImmutableList<Content.Made> history() {
    return contents.values().stream()
        .flatMap(content -> content.history().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The study after one attack more. An attack on a modality always starts from the clean content,
   * while the victim sees the others as they were left: every budget is kept.
   *
   * <p>Where the result cannot depend on another modality (the attack knows nothing of its victim,
   * or the victim does not see that modality), that modality counts as clean, so that several cells
   * ask for the same content and it is made once.
   *
   * @param victim that the attack is run against
   */
  public AttackedStudy under(AttackPart attack, VictimProfile victim) {
    boolean blind = attack.threat().knowledge() == AttackerKnowledge.NOTHING;
    Map<Modality, Content> beside = new EnumMap<>(CLEAN.contents());
    if (!blind) {
      contents.forEach(
          (modality, content) -> {
            if (modality != attack.modality() && victim.sees(modality)) {
              beside.put(modality, content);
            }
          });
    }
    Map<Modality, Content> after = new EnumMap<>(contents);
    after.put(
        attack.modality(),
        new Content.Made(
            blind ? Optional.empty() : Optional.of(victim.name()),
            attack,
            new AttackedStudy(Maps.immutableEnumMap(beside))));
    return new AttackedStudy(Maps.immutableEnumMap(after));
  }
}
