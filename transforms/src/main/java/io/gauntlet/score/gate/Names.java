package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.ClosestName;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.CellPattern;
import io.gauntlet.score.policy.ClassView;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.Floor;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that there are in two runs, and those of the policy among them: a pattern that means
 * nothing is a slip of the pen, and a gate that went on would hold nothing against anything.
 *
 * @param policy with its patterns
 * @param cells of either run, the suite's and the slices' among them
 */
record Names(GatePolicy policy, SortedMap<PairKey, PairTally> cells) {

  /** The victims that the policy means where it names none: the fused ones, or all. */
  SortedSet<String> deployed() {
    SortedSet<String> all = victims();
    if (!policy.victims().isEmpty()) {
      all.removeIf(
          victim ->
              policy.victims().stream().noneMatch(pattern -> CellPattern.matches(pattern, victim)));
      return all;
    }
    SortedSet<String> fused = attacked(Attacked.IMAGE);
    fused.retainAll(attacked(Attacked.TEXT));
    return fused.isEmpty() ? all : fused;
  }

  private SortedSet<String> attacked(Attacked modality) {
    return cells.entrySet().stream()
        .filter(cell -> isOwn(cell.getKey()) && cell.getValue().traits() != null)
        .filter(
            cell ->
                cell.getValue().traits().attacked() == modality
                    || cell.getValue().traits().attacked() == Attacked.BOTH)
        .map(cell -> cell.getKey().cell().victim())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOwn(PairKey key) {
    return key.cell().generator() == null;
  }

  SortedSet<String> victims() {
    return names(key -> key.cell().victim());
  }

  private SortedSet<String> names(Function<PairKey, String> name) {
    return cells.keySet().stream()
        .filter(key -> !Primary.isSuite(key.cell()))
        .map(name)
        .filter(found -> found != null)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The patterns that mean nothing, each with the nearest name. */
  List<Cause> faults() {
    List<Cause> faults = new ArrayList<>();
    policy.places().keySet().forEach(path -> check(path, faults));
    if (faults.isEmpty()) {
      checkClasses(faults);
    }
    if (faults.isEmpty()) {
      for (int i = 0; i < policy.primaries().size(); i++) {
        checkTogether("primaries[" + i + "]", policy.primaries().get(i), faults);
      }
    }
    return faults;
  }

  /** Of more than two classes only the accuracy is of all of them. */
  private void checkClasses(List<Cause> faults) {
    for (int i = 0; i < policy.primaries().size(); i++) {
      Primary primary = policy.primaries().get(i);
      if (ClassView.name(primary.slice()).isEmpty()) {
        needClass("primaries[" + i + "]", primary.metric(), faults);
      }
    }
    for (int i = 0; i < policy.floors().size(); i++) {
      Floor floor = policy.floors().get(i);
      if (ClassView.name(floor.slice()).isEmpty()) {
        needClass("floors[" + i + "]", floor.metric(), faults);
      }
    }
  }

  private void needClass(String path, ComparedMetric metric, List<Cause> faults) {
    List<String> classes = List.copyOf(classes());
    if (metric != ComparedMetric.ACCURACY && classes.size() > 2) {
      faults.add(
          Cause.of(Cause.Code.NEEDS_CLASS)
              .naming(
                  ImmutableList.<String>builder().add(path, metric.key()).addAll(classes).build()));
    }
  }

  /** The classes of the studies, in their order. */
  private Set<String> classes() {
    return cells.entrySet().stream()
        .filter(cell -> ClassView.name(cell.getKey().slice()).isEmpty())
        .filter(cell -> cell.getValue().traits() != null)
        .flatMap(cell -> cell.getValue().traits().classes().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Victim and attack of a primary may both be there, and not together. */
  private void checkTogether(String path, Primary primary, List<Cause> faults) {
    policy.places().keySet().stream()
        .filter(written -> written.startsWith(path + "."))
        .findFirst()
        .filter(written -> !primary.isOfSuite() && targets(primary).isEmpty())
        .ifPresent(
            written ->
                faults.add(
                    Cause.of(Cause.Code.MATCHES_NOTHING)
                        .naming(
                            policy.places().get(written) + ": " + path,
                            "%s under %s"
                                .formatted(
                                    primary.victim() == null
                                        ? String.join(" or ", deployed())
                                        : primary.victim(),
                                    primary.attack()),
                            "")));
  }

  private void check(String path, List<Cause> faults) {
    if (path.startsWith("victim[")) {
      check(path, policy.victims().get(index(path)), victims(), faults);
    } else if (path.startsWith("suite[")) {
      check(path, policy.suite().get(index(path)), attacks(), faults);
    } else if (path.startsWith("slices[")) {
      check(path, policy.slices().get(index(path)), slices(), faults);
    } else if (path.startsWith("primaries[")) {
      check(path, policy.primaries().get(index(path)), faults);
    } else if (path.startsWith("cells[")) {
      check(path, policy.cells().get(index(path)), faults);
    } else if (path.startsWith("floors[")) {
      Floor floor = policy.floors().get(index(path));
      if (path.endsWith(".slice")) {
        check(path, floor.slice(), slices(), faults);
      } else if (path.endsWith(".class")) {
        check(path, ClassView.name(floor.slice()).orElseThrow(), classes(), faults);
      } else {
        check(path, floor.cell(), faults);
      }
    }
  }

  private void check(String path, Primary primary, List<Cause> faults) {
    if (path.endsWith(".victim")) {
      check(path, primary.victim(), victims(), faults);
    } else if (path.endsWith(".slice")) {
      check(path, primary.slice(), slices(), faults);
    } else if (path.endsWith(".class")) {
      check(path, ClassView.name(primary.slice()).orElseThrow(), classes(), faults);
    } else if (!primary.isOfSuite()) {
      check(path, primary.attack(), attacks(), faults);
    }
  }

  private void check(String path, CellPattern cell, List<Cause> faults) {
    if (path.endsWith(".victim")) {
      check(path, cell.victim(), victims(), faults);
    } else if (path.endsWith(".attack")) {
      check(path, cell.attack(), attacks(), faults);
    } else {
      check(path, cell.generator(), names(key -> CellPattern.generatorOf(key.cell())), faults);
    }
    // Each alone may be there, and not together.
    if (faults.isEmpty() && cells.keySet().stream().noneMatch(key -> cell.matches(key.cell()))) {
      faults.add(Cause.of(Cause.Code.MATCHES_NOTHING).naming(place(path), cell.toString(), ""));
    }
  }

  private SortedSet<String> attacks() {
    return names(key -> key.cell().attack());
  }

  private SortedSet<String> slices() {
    return names(PairKey::slice);
  }

  private void check(String path, String pattern, Collection<String> names, List<Cause> faults) {
    if (names.stream().noneMatch(name -> CellPattern.matches(pattern, name))) {
      faults.add(
          Cause.of(Cause.Code.MATCHES_NOTHING)
              .naming(place(path), pattern, ClosestName.to(pattern, names).orElse("")));
    }
  }

  private String place(String path) {
    return policy.places().get(path) + ": " + path;
  }

  private static int index(String path) {
    return Integer.parseInt(path.substring(path.indexOf('[') + 1, path.indexOf(']')));
  }

  /**
   * The attacks of primaries, and of the suite by name, that the candidate was attacked by and the
   * reference was not: a comparison that was promised would be left out.
   */
  List<String> attacksOfCandidateAlone() {
    Stream<String> ofPrimaries =
        policy.primaries().stream()
            .filter(primary -> !primary.isOfSuite())
            .map(this::targets)
            .filter(targets -> targets.stream().noneMatch(target -> hasReference(target.key())))
            .flatMap(List::stream)
            .map(target -> target.key().cell().attack());
    Stream<String> ofSuite =
        cells.keySet().stream()
            .map(key -> key.cell().attack())
            .filter(policy.suite()::contains)
            .filter(
                attack ->
                    cells.keySet().stream()
                        .filter(key -> key.cell().attack().equals(attack))
                        .noneMatch(this::hasReference));
    return Stream.concat(ofPrimaries, ofSuite).distinct().sorted().toList();
  }

  private boolean hasReference(PairKey key) {
    return cells.get(key).hasReference();
  }

  /** The primaries in the cells that there are. */
  List<Target> targets() {
    return policy.primaries().stream().flatMap(primary -> targets(primary).stream()).toList();
  }

  private List<Target> targets(Primary primary) {
    SortedSet<String> deployed = deployed();
    return cells.keySet().stream()
        .filter(Names::isOwn)
        .filter(
            key ->
                primary.victim() == null
                    ? deployed.contains(key.cell().victim())
                    : CellPattern.matches(primary.victim(), key.cell().victim()))
        .filter(key -> matches(primary, key.cell()))
        .filter(key -> Objects.equals(primary.slice(), key.slice()))
        .map(key -> new Target(key, primary.metric(), primary.margin()))
        .toList();
  }

  private static boolean matches(Primary primary, CellKey cell) {
    return primary.isOfSuite()
        ? Primary.isSuite(cell)
        : !Primary.isSuite(cell) && CellPattern.matches(primary.attack(), cell.attack());
  }
}
