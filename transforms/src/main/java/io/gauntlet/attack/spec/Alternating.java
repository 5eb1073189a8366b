package io.gauntlet.attack.spec;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.OptionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Words, images and words again, each attacked before the other as it was left: {@code
 * alternating(pgd+synonym-greedy)}. Both start from the clean study every time, so that both
 * budgets are kept. For each study, the pair with the lowest margin on the way counts.
 *
 * <p>The order is that of SGA (Lu et al. 2023, section 3.3): stronger than Co-Attack (Zhang et al.
 * 2022), which starts one-sided.
 *
 * @param joint the attack on the pixels and the one on the words
 * @param rounds times that images and words are attacked after the first words, at least 1
 */
public record Alternating(Sequence joint, int rounds) implements AttackSpec {
  private static final String ROUNDS = "rounds";

  static final AttackForm FORM =
      new AttackForm(
          AttackDescription.of(
              "alternating",
              AttackerKnowledge.SCORES,
              "words, images, words, each before the other as it was left: alternating(pgd+pwws)",
              "those of both",
              "Lu et al. 2023 (SGA), section 3.3",
              AttackOption.count(ROUNDS, 1, "times that images and words follow, at least 1")),
          Alternating::of);

  /** Fails when there is no round. */
  public Alternating {
    OptionRange.atLeast(ROUNDS, rounds, 1);
  }

  private static Alternating of(AttackOptions options, List<AttackSpec> inside) {
    return Optional.of(inside.get(0))
        .filter(attack -> inside.size() == 1)
        .filter(Sequence.class::isInstance)
        .map(joint -> new Alternating((Sequence) joint, options.count(ROUNDS)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Joiner.on('|').join(inside)
                        + ": alternating needs an attack on pixels + one on words"));
  }

  @Override
  public String form() {
    return FORM.description().name();
  }

  @Override
  public ImmutableList<AttackPart> parts() {
    return joint.parts();
  }

  @Override
  public AttackerKnowledge knowledge() {
    return FORM.description().knowledge();
  }

  @Override
  public List<Attempt> attempts(VictimProfile victim, VictimProfiles all) {
    AttackedStudy words = AttackedStudy.CLEAN.under(joint.text(), victim);
    List<AttackedStudy> studies = new ArrayList<>(List.of(AttackedStudy.CLEAN, words));
    for (int round = 0; round < rounds; round++) {
      AttackedStudy images = studies.get(studies.size() - 1).under(joint.image(), victim);
      studies.add(images);
      studies.add(images.under(joint.text(), victim));
    }
    return studies.stream().distinct().map(study -> new Attempt(this, study)).toList();
  }

  @Override
  public String toString() {
    String options = rounds == 1 ? "" : ":" + ROUNDS + "=" + rounds;
    return FORM.description().name() + options + "(" + joint + ")";
  }
}
