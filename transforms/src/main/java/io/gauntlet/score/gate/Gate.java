package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.PrimaryResult.Status;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.PolicyWriter;
import io.gauntlet.score.policy.Primary;
import io.gauntlet.score.power.RightsTally;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Decides whether a candidate may be released: on evidence that it is no worse by a margin that
 * someone named before, and not on the lack of evidence that it is (ICH E9, section 3.3.2).
 *
 * <p>All primaries have to pass, which takes no correction for their number; one that fails is
 * enough to fail. A candidate that is no worse fails with a probability of at most alpha, and one
 * that loses a margin or more passes with at most half of it; one in between may end as any.
 */
public final class Gate implements Serializable {
  private static final long serialVersionUID = 1;

  private final GatePolicy policy;
  private final RunFacts reference;
  private final RunFacts candidate;
  private final ImmutableList<String> remedy;

  /** A gate. */
  public Gate(GatePolicy policy, RunFacts reference, RunFacts candidate) {
    this(policy, reference, candidate, ImmutableList.of());
  }

  private Gate(
      GatePolicy policy, RunFacts reference, RunFacts candidate, ImmutableList<String> remedy) {
    this.policy = policy;
    this.reference = reference;
    this.candidate = candidate;
    this.remedy = remedy;
  }

  /**
   * A gate that says how runs of other attacks or studies become comparable.
   *
   * @param options of the gate that attacks the models of the reference again
   */
  public Gate withRemedy(ImmutableList<String> options) {
    return new Gate(policy, reference, candidate, options);
  }

  /**
   * The same gate, of runs that left something out on purpose.
   *
   * @param ofReference what the reference left out
   * @param ofCandidate what the candidate left out
   */
  public Gate withScopes(RunScope ofReference, RunScope ofCandidate) {
    return new Gate(policy, reference.with(ofReference), candidate.with(ofCandidate), remedy);
  }

  /**
   * The verdict on the cells that either run has, counted study by study.
   *
   * @param warnings signs that the candidate only seems robust
   */
  public Verdict decide(Map<PairKey, PairTally> counted, List<FalseSecurityWarning> warnings) {
    return decide(counted, warnings, Optional.empty());
  }

  /**
   * The same, with the chance that an equal candidate passes all primaries.
   *
   * @param rights where the reference is right, study by study
   */
  public Verdict decide(
      Map<PairKey, PairTally> counted,
      List<FalseSecurityWarning> warnings,
      Optional<RightsTally> rights) {
    SortedMap<PairKey, PairTally> all = new TreeMap<>(counted);
    List<Cause> damages = new Comparability(policy, reference, candidate, all).damages();
    if (!damages.isEmpty()) {
      return verdict(Verdict.Status.NOT_COMPARABLE, damages).build();
    }
    if (all.values().stream().noneMatch(PairTally::hasReference)) {
      return withoutReference(all);
    }
    List<Cause> slips = new Names(policy, all).faults();
    if (!slips.isEmpty()) {
      return verdict(Verdict.Status.MISUSE, slips).build();
    }
    SortedMap<PairKey, PairTally> cells =
        new TreeMap<>(
            Maps.filterEntries(all, cell -> isCompared(cell.getKey().slice(), cell.getValue())));
    Comparability comparability = new Comparability(policy, reference, candidate, cells);
    List<Cause> faults = comparability.faults();
    return faults.isEmpty()
        ? compare(cells, warnings, comparability, rights)
        : verdict(Verdict.Status.NOT_COMPARABLE, withRemedy(faults)).build();
  }

  private List<Cause> withRemedy(List<Cause> faults) {
    return !remedy.isEmpty() && Comparability.endWhenAttackedAgain(faults)
        ? ImmutableList.<Cause>builder()
            .addAll(faults)
            .add(Cause.of(Code.ATTACK_AGAIN).naming(remedy))
            .build()
        : faults;
  }

  /** What a release rests on is never too small to be looked at, but may be to tell anything. */
  private boolean isCompared(@Nullable String slice, PairTally tally) {
    return slice == null
        || policy.restsOnSlice(slice)
        || (policy.countsSlice(slice) && tally.size() >= policy.minSlice());
  }

  /** Floors hold without a reference; a policy that names what is not there is a slip. */
  private Verdict withoutReference(SortedMap<PairKey, PairTally> cells) {
    ImmutableList<FloorResult> floors = new Floors(policy, cells).results();
    List<Cause> missed = missed(floors);
    if (!missed.isEmpty()) {
      return verdict(Verdict.Status.FAIL, missed).floors(floors).build();
    }
    List<Cause> slips = cells.isEmpty() ? List.of() : new Names(policy, cells).faults();
    return slips.isEmpty()
        ? verdict(Verdict.Status.NO_REFERENCE, List.of(Cause.of(Code.NO_REFERENCE)))
            .floors(floors)
            .build()
        : verdict(Verdict.Status.MISUSE, slips).build();
  }

  private Verdict compare(
      SortedMap<PairKey, PairTally> cells,
      List<FalseSecurityWarning> warnings,
      Comparability comparability,
      Optional<RightsTally> rights) {
    Names names = new Names(policy, cells);
    Predicate<PairKey> sameWeights =
        key -> cells.get(key).isOfSameWeights() && comparability.isSameAttack(key);
    AssaySensitivity assay = new AssaySensitivity(policy, cells, warnings);
    LeftOut leftOut = new LeftOut(policy, candidate.scope());
    List<Target> named = names.targets();
    List<Target> targets = named.stream().filter(target -> hasCandidate(cells, target)).toList();
    List<Target> late =
        named.stream()
            .filter(target -> !hasCandidate(cells, target) && leftOut.covers(target.key()))
            .toList();
    ImmutableList<PrimaryResult> primaries =
        new PrimaryJudge(policy, cells, assay, sameWeights).judge(targets);
    ImmutableList<FloorResult> floors = new Floors(policy, cells).results();
    List<Cause> failures = new ArrayList<>(missing(cells, leftOut));
    failures.addAll(causes(primaries, Status.FAIL));
    failures.addAll(missed(floors));
    List<Cause> open = new ArrayList<>(causes(primaries, Status.UNINFORMATIVE));
    open.addAll(causes(primaries, Status.INCONCLUSIVE));
    open.addAll(open(floors));
    late.forEach(target -> open.add(target.cause(Code.LEFT_OUT)));
    named.stream()
        .filter(target -> !hasCandidate(cells, target) && !leftOut.covers(target.key()))
        .map(target -> Cause.of(Code.CELL_MISSING, target.key()))
        .distinct()
        .filter(cause -> !failures.contains(cause))
        .forEach(open::add);
    if (lacksSuite(targets) && lacksSuite(late)) {
      open.add(Cause.of(Code.NO_ATTACK));
    }
    Verdict.Status status =
        !failures.isEmpty()
            ? Verdict.Status.FAIL
            : open.isEmpty() ? Verdict.Status.PASS : Verdict.Status.INCONCLUSIVE;
    failures.addAll(open);
    return verdict(status, failures)
        .notes(
            ImmutableList.<Cause>builder()
                .addAll(ReleasePlan.notes(policy, targets, primaries, rights))
                .addAll(notes(names, primaries, comparability))
                .addAll(leftOut.notes())
                .build())
        .primaries(primaries)
        .floors(floors)
        .cells(new SecondaryComparisons(policy, withoutSuites(cells)).compare())
        .build();
  }

  private static boolean hasCandidate(SortedMap<PairKey, PairTally> cells, Target target) {
    return cells.get(target.key()).studies() > 0;
  }

  private boolean lacksSuite(List<Target> targets) {
    return policy.primaries().stream().anyMatch(Primary::isOfSuite)
        && targets.stream().noneMatch(target -> Primary.isSuite(target.key().cell()));
  }

  private static SortedMap<PairKey, PairTally> withoutSuites(SortedMap<PairKey, PairTally> cells) {
    return Maps.filterKeys(cells, key -> !Primary.isSuite(key.cell()));
  }

  private List<Cause> missing(SortedMap<PairKey, PairTally> cells, LeftOut leftOut) {
    if (policy.missing() == GatePolicy.Missing.IGNORE) {
      return List.of();
    }
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().slice() == null && !cell.getValue().hasCandidate())
        .filter(cell -> SecondaryComparisons.counts(policy, cell.getKey().cell()))
        .filter(cell -> !leftOut.covers(cell.getKey()))
        .map(cell -> Cause.of(Code.CELL_MISSING, cell.getKey()))
        .toList();
  }

  private static List<Cause> causes(ImmutableList<PrimaryResult> primaries, Status status) {
    return primaries.stream()
        .filter(primary -> primary.status() == status)
        .flatMap(primary -> primary.causes().stream())
        .toList();
  }

  private static List<Cause> missed(ImmutableList<FloorResult> floors) {
    return floors.stream()
        .filter(floor -> floor.status() == FloorResult.Status.MISSED)
        .map(FloorResult::cause)
        .toList();
  }

  private static List<Cause> open(ImmutableList<FloorResult> floors) {
    return floors.stream()
        .filter(floor -> floor.status() == FloorResult.Status.OPEN)
        .map(FloorResult::cause)
        .toList();
  }

  private ImmutableList<Cause> notes(
      Names names, ImmutableList<PrimaryResult> primaries, Comparability comparability) {
    if (!primaries.isEmpty() && primaries.stream().allMatch(Gate::isOfSameWeights)) {
      return ImmutableList.of(Cause.of(Code.SAME_WEIGHTS));
    }
    ImmutableList.Builder<Cause> notes = ImmutableList.builder();
    if (policy.victims().isEmpty() && names.deployed().size() > 1) {
      notes.add(Cause.of(Code.VICTIM_NOT_NAMED).naming(List.copyOf(names.deployed())));
    }
    primaries.stream()
        .filter(primary -> primary.status() == Status.PASS)
        .flatMap(primary -> primary.causes().stream())
        .forEach(notes::add);
    if (primaries.stream().anyMatch(primary -> primary.referenceSeeds() == 1)) {
      notes.add(Cause.of(Code.ONE_SEED));
    }
    List<String> added = comparability.addedAttacks();
    if (!added.isEmpty()) {
      notes.add(Cause.of(Code.ATTACKS_ADDED).naming(added));
    }
    return notes.build();
  }

  private static boolean isOfSameWeights(PrimaryResult primary) {
    return primary.causes().stream().anyMatch(cause -> cause.code() == Code.SAME_WEIGHTS);
  }

  private Verdict.Builder verdict(Verdict.Status status, List<Cause> causes) {
    return Verdict.builder()
        .status(status)
        .causes(ImmutableList.copyOf(causes))
        .reference(reference.folder())
        .candidate(candidate.folder())
        .manifest(candidate.manifest())
        .policy(PolicyWriter.write(policy))
        .alpha(policy.alpha())
        .looks(policy.looks());
  }
}
