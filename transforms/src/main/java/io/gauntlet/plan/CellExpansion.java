package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.Attempt;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.attack.spec.VictimProfiles;
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
    if (!attack.touches(victim, victims)) {
      return;
    }
    Optional<String> lacking = attack.lacking(victim, victims);
    if (lacking.isPresent()) {
      omitted.add(new Omitted(victim.name(), attack.toString(), lacking.get()));
      return;
    }
    omitMembers(victim, attack);
    cells.add(
        new Cell(
            victim.name(),
            attack,
            attack.generator(),
            ImmutableList.copyOf(attack.attempts(victim, victims))));
  }

  /** A reader of a suite's cell must know which of its members were missing. */
  private void omitMembers(VictimProfile victim, AttackSpec suite) {
    for (AttackSpec member : suite.members()) {
      if (member.touches(victim, victims)) {
        member
            .lacking(victim, victims)
            .ifPresent(
                lacking ->
                    omitted.add(new Omitted(victim.name(), member + " within " + suite, lacking)));
      }
    }
  }

  private void addTransfers(VictimProfile maker, AttackPart attack) {
    Optional<String> lacking = attack.lacking(maker, victims);
    ImmutableList<Attempt> shown = ImmutableList.copyOf(attack.attempts(maker, victims));
    for (VictimProfile victim : victims.all()) {
      if (!victim.isFused() || victim.equals(maker)) {
        continue;
      }
      if (lacking.isPresent()) {
        omitted.add(
            new Omitted(victim.name(), attack + " made against " + maker.name(), lacking.get()));
      } else {
        cells.add(new Cell(victim.name(), attack, Optional.of(maker.name()), shown));
      }
    }
  }
}
