package io.gauntlet.plan;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.spec.Alternating;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackProviders;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.Sequence;
import io.gauntlet.attack.spec.Transfer;
import io.gauntlet.attack.spec.WorstOf;
import io.gauntlet.model.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The cells of a grid: for each victim and attack, the attacked studies it has to look at. */
final class CellExpansion {
  private static final Pictures CLEAN_PICTURES = new Pictures.Clean();
  private static final Captions CLEAN_CAPTIONS = new Captions.Clean();

  private final Map<String, VictimProfile> victims = new LinkedHashMap<>();
  private final Map<String, AttackProvider> providers = new LinkedHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();

  CellExpansion(List<VictimProfile> victims) {
    victims.forEach(victim -> this.victims.put(victim.name(), victim));
    AttackProviders.all()
        .forEach(provider -> providers.put(provider.description().name(), provider));
  }

  List<Cell> cells() {
    return cells;
  }

  List<Omitted> omitted() {
    return omitted;
  }

  /**
   * Adds the cells of a grid: victim by victim its own, then those of others that are shown its
   * pictures.
   */
  void add(AttackGrid grid) {
    List<AttackSpec> attacks = grid.attacks().stream().map(AttackSpec::parse).toList();
    List<AttackSpec> transfers = grid.transfers().stream().map(AttackSpec::parse).toList();
    for (VictimProfile victim : victims.values()) {
      attacks.forEach(attack -> add(victim, attack));
      if (victim.isFused()) {
        transfers.forEach(attack -> addTransfers(victim, (Sequence) attack));
      }
    }
  }

  private void add(VictimProfile victim, AttackSpec attack) {
    if (!touches(victim, attack)) {
      return;
    }
    Optional<String> lack = lack(victim, attack);
    if (lack.isPresent()) {
      omitted.add(new Omitted(victim.name(), attack.toString(), lack.get()));
      return;
    }
    if (attack instanceof WorstOf worst) {
      omitMembers(victim, worst);
    }
    String generator = attack instanceof Transfer transfer ? transfer.from() : null;
    cells.add(
        new Cell(
            victim.name(),
            attack.toString(),
            generator,
            candidates(victim, attack),
            attack instanceof WorstOf));
  }

  /** Whoever reads the cell of a suite must know which of its members were missing. */
  private void omitMembers(VictimProfile victim, WorstOf worst) {
    for (AttackSpec member : worst.suite()) {
      if (touches(victim, member)) {
        lack(victim, member)
            .ifPresent(
                lack -> omitted.add(new Omitted(victim.name(), member + " within " + worst, lack)));
      }
    }
  }

  private void addTransfers(VictimProfile maker, Sequence attack) {
    Optional<String> lack = lack(maker, attack);
    for (VictimProfile victim : victims.values()) {
      if (!victim.isFused() || victim.equals(maker)) {
        continue;
      }
      if (lack.isPresent()) {
        omitted.add(
            new Omitted(victim.name(), attack + " made against " + maker.name(), lack.get()));
      } else {
        Candidate shown =
            new Candidate(attack.toString(), pictures(maker, attack.image()), CLEAN_CAPTIONS);
        cells.add(new Cell(victim.name(), attack.toString(), maker.name(), List.of(shown), false));
      }
    }
  }

  private List<Candidate> candidates(VictimProfile victim, AttackSpec attack) {
    String name = attack.toString();
    if (attack instanceof Sequence sequence) {
      Pictures pictures =
          sequence.image() == null ? CLEAN_PICTURES : pictures(victim, sequence.image());
      Captions captions =
          sequence.text() == null ? CLEAN_CAPTIONS : captions(victim, sequence.text(), pictures);
      return List.of(new Candidate(name, pictures, captions));
    }
    if (attack instanceof Transfer transfer) {
      Pictures pictures = pictures(victims.get(transfer.from()), transfer.image());
      return List.of(new Candidate(name, pictures, CLEAN_CAPTIONS));
    }
    List<Candidate> candidates = new ArrayList<>();
    if (attack instanceof Alternating alternating) {
      candidates.add(new Candidate(name, CLEAN_PICTURES, CLEAN_CAPTIONS));
      Captions captions = captions(victim, alternating.text(), CLEAN_PICTURES);
      candidates.add(new Candidate(name, CLEAN_PICTURES, captions));
      for (int round = 0; round < alternating.rounds(); round++) {
        Pictures pictures = pictures(victim, alternating.image(), captions);
        candidates.add(new Candidate(name, pictures, captions));
        captions = captions(victim, alternating.text(), pictures);
        candidates.add(new Candidate(name, pictures, captions));
      }
    } else if (attack instanceof WorstOf worst) {
      candidates.add(new Candidate(Sequence.NONE.toString(), CLEAN_PICTURES, CLEAN_CAPTIONS));
      worst.suite().stream()
          .filter(member -> touches(victim, member) && lack(victim, member).isEmpty())
          .forEach(member -> candidates.addAll(candidates(victim, member)));
    }
    return candidates.stream().distinct().toList();
  }

  private Pictures pictures(VictimProfile victim, AttackPart attack) {
    return pictures(victim, attack, CLEAN_CAPTIONS);
  }

  private Pictures pictures(VictimProfile victim, AttackPart attack, Captions captions) {
    return asksNobody(attack)
        ? new Pictures.Made(null, attack, CLEAN_CAPTIONS)
        : new Pictures.Made(victim.name(), attack, victim.seesWords() ? captions : CLEAN_CAPTIONS);
  }

  private Captions captions(VictimProfile victim, AttackPart attack, Pictures pictures) {
    return asksNobody(attack)
        ? new Captions.Made(null, attack, CLEAN_PICTURES)
        : new Captions.Made(
            victim.name(), attack, victim.seesPictures() ? pictures : CLEAN_PICTURES);
  }

  private boolean asksNobody(AttackPart attack) {
    return providers.get(attack.name()).knowledge(attack.options()) == Knowledge.NOTHING;
  }

  private boolean touches(VictimProfile victim, AttackSpec attack) {
    if (attack instanceof WorstOf worst) {
      return worst.suite().stream().anyMatch(member -> touches(victim, member));
    }
    if (attack instanceof Transfer transfer) {
      VictimProfile from = victims.get(transfer.from());
      if (from == null) {
        throw new IllegalArgumentException(
            "%s: there is no victim '%s'; there are %s"
                .formatted(attack, transfer.from(), victims.keySet()));
      }
      return from.seesPictures() && victim.seesPictures() && !from.equals(victim);
    }
    return (!attack.changesPictures() || victim.seesPictures())
        && (!attack.changesWords() || victim.seesWords());
  }

  /** What an attack needs of a victim that it cannot do; empty when nothing is lacking. */
  private Optional<String> lack(VictimProfile victim, AttackSpec attack) {
    if (attack instanceof WorstOf worst) {
      List<AttackSpec> touching =
          worst.suite().stream().filter(member -> touches(victim, member)).toList();
      return touching.stream().anyMatch(member -> lack(victim, member).isEmpty())
          ? Optional.empty()
          : lack(victim, touching.get(0));
    }
    if (attack instanceof Transfer transfer) {
      return lack(victims.get(transfer.from()), new Sequence(transfer.image(), null));
    }
    TreeSet<Capability> lacking = new TreeSet<>();
    parts(attack).forEach(part -> lacking.addAll(providers.get(part.name()).needs()));
    lacking.removeAll(victim.capabilities());
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(victim.name() + " gives no " + lacking.first());
  }

  private static List<AttackPart> parts(AttackSpec attack) {
    List<AttackPart> parts = new ArrayList<>();
    if (attack instanceof Sequence sequence) {
      parts.add(sequence.image());
      parts.add(sequence.text());
    } else if (attack instanceof Alternating alternating) {
      parts.add(alternating.image());
      parts.add(alternating.text());
    }
    parts.removeIf(part -> part == null);
    return parts;
  }
}
