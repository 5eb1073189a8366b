package io.gauntlet.score.pair;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.PairedDeLong;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Two runs counted study by study in one cell. All counts are whole numbers, so that what is merged
 * in any order is the same; memory does not grow with the studies, but for the leads where areas
 * are compared and for the patients where they are known. Not thread-safe.
 */
public final class PairTally implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<SharesRight, Long> shares = new TreeMap<>();
  private final SeedCounts referenceSeeds = new SeedCounts();
  private final SeedCounts candidateSeeds = new SeedCounts();
  private final EnumMap<Oddity, Example> oddities = new EnumMap<>(Oddity.class);
  private final InvalidTally invalid = new InvalidTally();
  private final PatientSums patients = new PatientSums();
  private final RankedPairs ranked = new RankedPairs();
  private AttackTraits traits;
  private long sameInputs;

  /** Counts one more study. */
  public void add(StudyPair pair) {
    traits = pair.traits();
    SharesRight right = SharesRight.of(pair);
    shares.merge(right, 1L, Long::sum);
    pair.oddities().forEach(odd -> oddities.merge(odd, new Example(1, pair.uid()), Example::with));
    invalid.add(pair);
    if (pair.isPaired()) {
      referenceSeeds.add(pair.reference(), pair.isAbnormal());
      candidateSeeds.add(pair.candidate(), pair.isAbnormal());
      patients.add(pair.patient(), right);
      sameInputs += pair.hasSameInputs() ? 1 : 0;
    }
  }

  /** Counts one more study, and remembers how it is ranked. */
  public void addRanked(StudyPair pair) {
    add(pair);
    if (pair.isPaired()) {
      ranked.add(pair);
    }
  }

  /** Adds what the other counted. */
  public void merge(PairTally other) {
    traits = traits == null ? other.traits : traits;
    other.shares.forEach((right, studies) -> shares.merge(right, studies, Long::sum));
    referenceSeeds.merge(other.referenceSeeds);
    candidateSeeds.merge(other.candidateSeeds);
    other.oddities.forEach((odd, example) -> oddities.merge(odd, example, Example::with));
    invalid.merge(other.invalid);
    patients.merge(other.patients);
    ranked.merge(other.ranked);
    sameInputs += other.sameInputs;
  }

  /** Whether the reference has any study. */
  public boolean hasReference() {
    return shares.keySet().stream().anyMatch(right -> right.ofReference() > 0);
  }

  /** Whether the candidate has any study. */
  public boolean hasCandidate() {
    return shares.keySet().stream().anyMatch(right -> right.ofCandidate() > 0);
  }

  /** All studies of either run. */
  public long size() {
    return count(right -> true);
  }

  /** Studies that both runs have. */
  public long studies() {
    return count(SharesRight::isPaired);
  }

  /** Studies of the smaller class that both runs have, or its patients where they are known. */
  public long smallerClass() {
    return Math.min(units(Studies.ABNORMAL), units(Studies.NORMAL));
  }

  private long units(Studies of) {
    return patients() > 0 ? patients.size(of) : Math.round(counts(of).studies());
  }

  /** Patients of the studies that both runs have; 0 where they are not known. */
  public long patients() {
    return patients.size(Studies.ALL);
  }

  /** The attack of the cell. */
  public AttackTraits traits() {
    return traits;
  }

  /** What is odd, with how many studies and the first of them. */
  public Map<Oddity, Example> oddities() {
    Map<Oddity, Example> all = new EnumMap<>(oddities);
    long some =
        shares.entrySet().stream()
            .filter(right -> right.getKey().isPaired())
            .filter(right -> lacksReplicas(right.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (some > 0) {
      all.put(Oddity.LACKS_REPLICAS, new Example(some, ""));
    }
    return all;
  }

  private boolean lacksReplicas(SharesRight right) {
    return right.ofReference() < referenceSeeds() || right.ofCandidate() < candidateSeeds();
  }

  /** Studies without an answer of one of the runs. */
  public InvalidTally invalid() {
    return invalid;
  }

  /** Whether all studies are the same ones, asked of the same weights. */
  public boolean isOfSameWeights() {
    return studies() > 0 && sameInputs == studies();
  }

  /** Replicas of the reference. */
  public int referenceSeeds() {
    return referenceSeeds.seeds();
  }

  /** Replicas of the candidate. */
  public int candidateSeeds() {
    return candidateSeeds.seeds();
  }

  SeedCounts ofReferenceSeeds() {
    return referenceSeeds;
  }

  SeedCounts ofCandidateSeeds() {
    return candidateSeeds;
  }

  PatientSums ofPatients() {
    return patients;
  }

  /** Paired studies by how many replicas are right. */
  Map<SharesRight, Long> paired(Studies of) {
    TreeMap<SharesRight, Long> paired = new TreeMap<>(shares);
    paired.keySet().removeIf(right -> !right.isPaired() || !of.include(right.abnormal()));
    return paired;
  }

  /** Paired studies of one replica a side. */
  PairedCounts counts(Studies of) {
    return new PairedCounts(
        (double) count(right -> right.isPaired() && of.include(right.abnormal())),
        (double)
            count(right -> right.isPaired() && of.include(right.abnormal()) && right.drop() > 0),
        (double)
            count(right -> right.isPaired() && of.include(right.abnormal()) && right.drop() < 0));
  }

  /** Studies of a class that both runs get right, of one replica a side. */
  long bothRight(Studies of) {
    return count(
        right ->
            right.isPaired()
                && of.include(right.abnormal())
                && right.reference() > 0
                && right.drop() == 0);
  }

  /** Decisions of the reference on the paired studies, of all replicas. */
  public ConfusionMatrix reference() {
    return confusion(SharesRight::isPaired, SharesRight::reference, SharesRight::ofReference);
  }

  /** Decisions of the candidate on the paired studies, of all replicas. */
  public ConfusionMatrix candidate() {
    return confusion(SharesRight::isPaired, SharesRight::candidate, SharesRight::ofCandidate);
  }

  /** Decisions of the candidate on all its studies, of all replicas. */
  public ConfusionMatrix wholeCandidate() {
    return confusion(right -> true, SharesRight::candidate, SharesRight::ofCandidate);
  }

  private ConfusionMatrix confusion(
      Predicate<SharesRight> which,
      ToIntFunction<SharesRight> right,
      ToIntFunction<SharesRight> of) {
    ConfusionMatrix all = ConfusionMatrix.EMPTY;
    for (Map.Entry<SharesRight, Long> kind : shares.entrySet()) {
      if (which.test(kind.getKey())) {
        long hits = kind.getValue() * right.applyAsInt(kind.getKey());
        long misses = kind.getValue() * of.applyAsInt(kind.getKey()) - hits;
        all =
            all.plus(
                kind.getKey().abnormal()
                    ? new ConfusionMatrix(hits, 0, 0, misses)
                    : new ConfusionMatrix(0, misses, hits, 0));
      }
    }
    return all;
  }

  /** The areas under the curves of both; empty where the leads were not remembered. */
  Optional<PairedDeLong> areas() {
    return ranked.areas();
  }

  private long count(Predicate<SharesRight> which) {
    return shares.entrySet().stream()
        .filter(kind -> which.test(kind.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairTally that
        && shares.equals(that.shares)
        && referenceSeeds.equals(that.referenceSeeds)
        && candidateSeeds.equals(that.candidateSeeds)
        && oddities.equals(that.oddities)
        && invalid.equals(that.invalid)
        && patients.equals(that.patients)
        && sameInputs == that.sameInputs;
  }

  @Override
  public int hashCode() {
    return Objects.hash(shares, oddities);
  }
}
