package io.gauntlet.pipelines.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.replay.ReplayRequest.WantedOutcome;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.PartStudy;
import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.records.parts.UnusedInput;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The parts of a run's outcomes, in which one outcome is looked for.
 *
 * @param store of the parts
 * @param summaries of all parts, in their order
 */
record RunParts(PartStore store, ImmutableList<PartSummary> summaries) {

  /** An outcome as it was found. */
  record Found(PartSummary part, PartCell cell) {}

  /**
   * The parts of a run.
   *
   * @throws UsageException when there are none
   */
  static RunParts of(RunLayout run) throws IOException {
    RunFiles files = new RunFiles(run.parts());
    PartStore store = new PartStore(files);
    List<PartName> names =
        files.names().stream()
            .flatMap(file -> PartName.of(file).filter(part -> part.summary().equals(file)).stream())
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new UsageException(
          "--run: there are no outcomes in parts in %s; name the folder of a run that attacked, made by this version or a later one"
              .formatted(run.parts()));
    }
    ImmutableList.Builder<PartSummary> summaries = ImmutableList.builder();
    for (PartName name : names) {
      summaries.add(store.summary(name));
    }
    return new RunParts(store, summaries.build());
  }

  /** The uids of all studies that were to be attacked. */
  ImmutableSortedSet<String> uids() {
    return summaries.stream()
        .flatMap(
            part ->
                Stream.concat(
                    part.studies().stream().map(PartStudy::uid),
                    part.unused().stream().map(UnusedInput::uid)))
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  /**
   * Finds an outcome.
   *
   * @throws UsageException when there is none, or several are meant; names the option
   */
  Found find(WantedOutcome wanted) {
    List<PartSummary> ofStudy =
        summaries.stream()
            .filter(part -> part.studies().stream().anyMatch(at -> at.uid().equals(wanted.uid())))
            .toList();
    if (ofStudy.isEmpty()) {
      throw new UsageException(
          "--uid: there is no study '%s' among those that the run attacked%s"
              .formatted(
                  wanted.uid(),
                  KnownNames.closest(wanted.uid(), uids())
                      .map(guess -> "; did you mean '" + guess + "'?")
                      .orElse("; write the uid as the cohort's table does")));
    }
    List<PartCell> cells = ofStudy.stream().flatMap(part -> part.cells().stream()).toList();
    List<PartCell> ofVictim = named("victim", wanted.victim(), cells, PartCell::victim);
    String attack = attack(wanted.attack(), ofVictim);
    List<PartCell> ofAttack = named("attack", attack, ofVictim, PartCell::attack);
    PartCell cell = one("replica", wanted.replica(), shown(wanted, ofAttack), PartCell::replica);
    PartSummary part =
        ofStudy.stream().filter(some -> some.cells().contains(cell)).findFirst().orElseThrow();
    return new Found(part, cell);
  }

  /** The cells whose images are of the victim that is named, or of the scored one. */
  private static List<PartCell> shown(WantedOutcome wanted, List<PartCell> cells) {
    List<PartCell> own = cells.stream().filter(cell -> cell.generator() == null).toList();
    if (wanted.generator().isEmpty() && !own.isEmpty()) {
      return own;
    }
    String generator = one("generator", wanted.generator(), cells, PartCell::generator).generator();
    return cells.stream().filter(cell -> Objects.equals(cell.generator(), generator)).toList();
  }

  /** The cell of one value, where there is one value or one is named. */
  private static <T> PartCell one(
      String option, Optional<T> named, List<PartCell> cells, Function<PartCell, T> value) {
    List<PartCell> meant =
        cells.stream()
            .filter(cell -> named.isEmpty() || named.get().equals(value.apply(cell)))
            .toList();
    TreeSet<String> values = new TreeSet<>();
    (meant.isEmpty() ? cells : meant)
        .forEach(cell -> values.add(String.valueOf(value.apply(cell))));
    if (meant.isEmpty() || values.size() > 1) {
      throw new UsageException("--%s: name one of %s".formatted(option, values));
    }
    return meant.get(0);
  }

  private static List<PartCell> named(
      String option, String name, List<PartCell> cells, Function<PartCell, String> value) {
    List<PartCell> named = cells.stream().filter(cell -> value.apply(cell).equals(name)).toList();
    if (named.isEmpty()) {
      throw unknown(option, name, cells.stream().map(value).toList());
    }
    return named;
  }

  private static UsageException unknown(String option, String name, Collection<String> known) {
    return new UsageException(
        "--%s: there is no '%s' in the run%s"
            .formatted(option, name, KnownNames.instead(name, new TreeSet<>(known))));
  }

  /** The attack as the run names it: as written, as it is read, or the only one of that name. */
  private static String attack(String written, List<PartCell> cells) {
    TreeSet<String> known = new TreeSet<>();
    cells.forEach(cell -> known.add(cell.attack()));
    if (known.contains(written)) {
      return written;
    }
    try {
      String canonical = AttackSpec.parse(written).toString();
      if (known.contains(canonical)) {
        return canonical;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attack: " + e.getMessage(), e);
    }
    List<String> ofName =
        known.stream().filter(attack -> attack.startsWith(written + ":")).toList();
    if (ofName.size() == 1) {
      return ofName.get(0);
    }
    throw unknown("attack", written, known);
  }

  /**
   * What a part says of a study.
   *
   * @param outcomes all of the study, of the same replica, in their order
   * @param kept uids of all studies of the part that the run kept for its gallery
   */
  record OfStudy(ImmutableList<Outcome> outcomes, ImmutableSet<String> kept) {}

  /** Reads the part in which an outcome was found. */
  OfStudy read(Found found, String uid) throws IOException {
    ImmutableList.Builder<Outcome> outcomes = ImmutableList.builder();
    ImmutableSet.Builder<String> kept = ImmutableSet.builder();
    store.read(
        found.part(),
        outcome -> {
          if (outcome.getCleanCaption() != null) {
            kept.add(outcome.getUid());
          }
          if (outcome.getUid().equals(uid)
              && Objects.equals(outcome.getReplica(), found.cell().replica())) {
            outcomes.add(outcome);
          }
        });
    return new OfStudy(outcomes.build(), kept.build());
  }

  /** The digests of the studies of a part, as far as they were taken. */
  static ImmutableMap<String, String> digests(PartSummary part) {
    return part.studies().stream()
        .filter(study -> study.studyDigest() != null)
        .collect(ImmutableMap.toImmutableMap(PartStudy::uid, PartStudy::studyDigest));
  }
}
