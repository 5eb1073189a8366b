package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The worst of a suite for each study: {@code worst-of(fgsm|pgd+synonym-greedy)}, the idea of
 * AutoAttack (Croce and Hein 2020) across modalities. A victim meets those attacks of the suite
 * that can touch it, and the clean study is always one of them, so that an attack that helps the
 * victim does not count for it.
 *
 * @param suite at least one attack, none of them a suite
 */
public record WorstOf(List<AttackSpec> suite) implements AttackSpec {
  /** What it is, for users. */
  public static final AttackDescription DESCRIPTION =
      AttackDescription.of(
          "worst-of",
          Knowledge.SCORES,
          "the worst attack of a suite for each study: worst-of(fgsm|pgd+pwws)",
          "those of its attacks",
          "Croce and Hein 2020 (AutoAttack), section 5");

  /** Copies what could change. */
  public WorstOf {
    suite = List.copyOf(suite);
    if (suite.isEmpty() || suite.stream().anyMatch(WorstOf.class::isInstance)) {
      throw new IllegalArgumentException("a suite is one attack or more, none of them a suite");
    }
  }

  @Override
  public boolean changesPictures() {
    return suite.stream().anyMatch(AttackSpec::changesPictures);
  }

  @Override
  public boolean changesWords() {
    return suite.stream().anyMatch(AttackSpec::changesWords);
  }

  @Override
  public String toString() {
    return suite.stream()
        .map(AttackSpec::toString)
        .collect(Collectors.joining("|", DESCRIPTION.name() + "(", ")"));
  }
}
