package io.gauntlet.score;

import static java.util.stream.Collectors.groupingBy;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.spec.AttackProviders;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for signs that a victim only seems robust (Athalye et al. 2018, section 3.1; Carlini et al.
 * 2019, section 4).
 *
 * <p>Two attacks are compared study by study, and differ when the difference is at least a point
 * and its p is below 0.001. What an attack knows of its victim is asked of the attacks on the class
 * path; of others, only gradients and budgets are looked at.
 */
public final class FalseSecurity {
  /** Fewer zero gradients than this share are those of studies beyond the loss's reach. */
  private static final double FEW = 0.01;

  private static final List<FalseSecurityCheck> CHECKS =
      List.of(
          new BlackBoxBeatsWhiteBox(),
          new SuccessFallsWithBudget(),
          new MoreStepsDoNotHelp(),
          new NoiseAsStrong());

  private FalseSecurity() {}

  /** Everything that was seen. */
  public static List<FalseSecurityWarning> warnings(CellTallies tallies) {
    List<FalseSecurityWarning> warnings = new ArrayList<>();
    tallies.keys().forEach(key -> gradients(key, tallies, warnings));
    cells(tallies).stream()
        .collect(groupingBy(cell -> cell.key().victim()))
        .values()
        .forEach(cells -> warnings.addAll(suspicions(cells)));
    return warnings;
  }

  /** What the attacks on one victim say of each other. */
  static List<FalseSecurityWarning> suspicions(List<AttackCell> cells) {
    return CHECKS.stream().flatMap(check -> check.look(cells).stream()).toList();
  }

  private static void gradients(
      CellKey key, CellTallies tallies, List<FalseSecurityWarning> warnings) {
    if (key.generator() != null) {
      return;
    }
    long all = tallies.count(key, CellTally::gradients);
    long zero = tallies.count(key, CellTally::zeroGradients);
    long notFinite = tallies.count(key, CellTally::nonFiniteGradients);
    if (zero > all * FEW) {
      warnings.add(
          new FalseSecurityWarning(
              Sign.ZERO_GRADIENTS,
              key.victim(),
              key.attack(),
              zero + " of " + all + " gradients are zero at every pixel: they lead nowhere"));
    }
    if (notFinite > 0) {
      warnings.add(
          new FalseSecurityWarning(
              Sign.NON_FINITE_GRADIENTS,
              key.victim(),
              key.attack(),
              notFinite + " of " + all + " gradients have values that are not finite"));
    }
  }

  private static List<AttackCell> cells(CellTallies tallies) {
    Map<String, AttackProvider> providers = new HashMap<>();
    AttackProviders.all().forEach(each -> providers.put(each.description().name(), each));
    List<AttackCell> cells = new ArrayList<>();
    for (CellKey key : tallies.keys()) {
      AttackName attack = AttackName.parse(key.attack());
      if (!attack.isJoint() && !key.attack().equals(AttackName.NONE)) {
        Optional<AttackProvider> provider =
            Optional.ofNullable(providers.get(attack.first().name()));
        Optional<Knowledge> knowledge = provider.map(found -> found.description().knowledge());
        cells.add(
            new AttackCell(
                key,
                attack.first(),
                provider.filter(ImageAttackProvider.class::isInstance).isPresent(),
                knowledge,
                provider.map(found -> found.description().budget()),
                tallies.replicates(key, DecisionCounts::attackSuccessRate)));
      }
    }
    return cells;
  }
}
