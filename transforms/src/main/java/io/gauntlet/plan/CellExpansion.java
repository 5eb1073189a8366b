package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of a grid: for each victim and attack, the attacked studies that are scored. */
final class CellExpansion {
  private final VictimProfiles victims;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();

  CellExpansion(List<VictimProfile> victims) {
    this.victims = new VictimProfiles(victims);
  }

  List<Cell> cells() {
    return cells;
  }

  List<Omitted> omitted() {
    return omitted;
  }

  /**
   * Adds the cells of a grid: victim by victim its own, then those of others that are shown its
   * images.
   *
   * @throws IllegalArgumentException when an attack names a victim that is not there
   */
  void add(AttackGrid grid) {
    for (VictimProfile victim : victims.all()) {
      grid.attacks().forEach(attack -> add(victim, attack));
      if (victim.isFused()) {
        grid.transfers().forEach(attack -> addTransfers(victim, attack));
      }
    }
  }

  private void add(VictimProfile victim, AttackSpec attack) {
    PlannedStudy clean = PlannedStudy.clean(victim, victims);
    if (!attack.touches(clean)) {
      return;
    }
    Optional<String> lacking = attack.lacking(clean);
    if (lacking.isPresent()) {
      omitted.add(new Omitted(victim.name(), attack.toString(), lacking.get()));
      return;
    }
    omitMembers(clean, attack);
    cells.add(
        new Cell(
            victim.name(),
            attack,
            attack.generator(),
            attack.attempts(clean).stream()
                .map(PlannedStudy::candidate)
                .collect(ImmutableList.toImmutableList())));
  }

  /** A reader of a suite's cell must know which of its members were missing. */
  private void omitMembers(PlannedStudy clean, AttackSpec suite) {
    for (AttackSpec member : suite.members()) {
      if (member.touches(clean)) {
        member
            .lacking(clean)
            .ifPresent(
                lacking ->
                    omitted.add(new Omitted(clean.victim(), member + " within " + suite, lacking)));
      }
    }
  }

  private void addTransfers(VictimProfile maker, AttackPart attack) {
    PlannedStudy clean = PlannedStudy.clean(maker, victims);
    Optional<String> lacking = attack.lacking(clean);
    for (VictimProfile victim : victims.all()) {
      if (!victim.isFused() || victim.equals(maker)) {
        continue;
      }
      if (lacking.isPresent()) {
        omitted.add(
            new Omitted(victim.name(), attack + " made against " + maker.name(), lacking.get()));
      } else {
        Candidate shown = new Candidate(attack, clean.under(attack).images(), Captions.CLEAN);
        cells.add(
            new Cell(victim.name(), attack, Optional.of(maker.name()), ImmutableList.of(shown)));
      }
    }
  }
}
