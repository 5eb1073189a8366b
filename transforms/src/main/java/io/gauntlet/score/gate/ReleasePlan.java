package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.pair.Drop;
import io.gauntlet.score.pair.Drops;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.power.ErrorCorrelation;
import io.gauntlet.score.power.JointPower;
import io.gauntlet.score.power.PassPower;
import io.gauntlet.score.power.RightsTally;
import io.gauntlet.score.power.SeedPower;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a cohort can decide, before a candidate is seen.
 *
 * @param comparisons that the policy names
 * @param joint how likely an equal candidate passes all of them, by discordance; none where one is
 *     of an area
 * @param seeds how likely an equal recipe passes one of them, by spread and seeds
 */
public record ReleasePlan(
    ImmutableList<Comparison> comparisons,
    ImmutableList<Chance> joint,
    ImmutableList<SeedChance> seeds)
    implements Serializable {
  private static final double[] DISCORDANCES = {0.02, 0.04, 0.08};
  private static final double[] MARGINS = {0.03, 0.05, 0.1};
  private static final double[] SPREADS = {0.01, 0.02, 0.03};
  private static final int[] SEEDS = {3, 5, 10};

  /** The discordance for which studies and seeds are planned. */
  private static final double USUAL = 0.04;

  /**
   * A primary comparison.
   *
   * @param key the cell
   * @param slice the MeSH term of its studies; null for all
   * @param metric that is compared
   * @param margin of the policy
   * @param studies of the class
   * @param reference the reference's figure
   * @param chances by margin and discordance; none of an area, whose spread no discordance tells
   * @param doubts why it cannot tell anything; none where it can
   */
  public record Comparison(
      CellKey key,
      @Nullable String slice,
      ComparedMetric metric,
      double margin,
      long studies,
      double reference,
      ImmutableList<Chance> chances,
      ImmutableList<Cause> doubts)
      implements Serializable {}

  /**
   * How likely a candidate that is no worse passes.
   *
   * @param margin largest drop that one could accept; NaN where the policy's margins hold
   * @param discordance share of the studies whose answer changes
   * @param power probability to pass
   * @param needed studies of the class for a power of 80 %; 0 where none are enough or not asked
   */
  public record Chance(double margin, double discordance, double power, long needed)
      implements Serializable {}

  /**
   * How likely a recipe that is no worse passes.
   *
   * @param spread standard deviation of the figure between seeds
   * @param seeds of each side
   * @param power probability to pass
   */
  public record SeedChance(double spread, int seeds, double power) implements Serializable {}

  /**
   * Plans a release.
   *
   * @param counted the reference's cells, counted against itself
   * @param rights where the reference is right, study by study
   */
  public static ReleasePlan of(
      GatePolicy policy, Map<PairKey, PairTally> counted, RightsTally rights) {
    SortedMap<PairKey, PairTally> cells = new TreeMap<>(counted);
    AssaySensitivity assay = new AssaySensitivity(policy, cells, List.of());
    List<Target> targets = new Names(policy, cells).targets();
    ImmutableList<Comparison> comparisons =
        targets.stream()
            .map(target -> comparison(policy, target, cells.get(target.key()), assay))
            .collect(ImmutableList.toImmutableList());
    return new ReleasePlan(
        comparisons,
        joint(policy, targets, correlation(targets, rights)),
        comparisons.stream()
            .filter(comparison -> comparison.metric() != ComparedMetric.AUROC)
            .findFirst()
            .map(first -> seeds(policy, first))
            .orElse(ImmutableList.of()));
  }

  private static Comparison comparison(
      GatePolicy policy, Target target, PairTally tally, AssaySensitivity assay) {
    Optional<Drop> drop = Drops.of(tally, target.metric());
    long studies = drop.map(Drop::studies).orElse(0L);
    ImmutableList<Chance> chances =
        studies == 0 || target.metric() == ComparedMetric.AUROC
            ? ImmutableList.of()
            : DoubleStream.concat(DoubleStream.of(MARGINS), DoubleStream.of(target.margin()))
                .distinct()
                .sorted()
                .boxed()
                .flatMap(margin -> chances(policy, margin, studies))
                .collect(ImmutableList.toImmutableList());
    return new Comparison(
        target.key().cell(),
        target.key().slice(),
        target.metric(),
        target.margin(),
        studies,
        drop.map(Drop::reference).orElse(Double.NaN),
        chances,
        ImmutableList.copyOf(assay.doubts(target, drop)));
  }

  private static Stream<Chance> chances(GatePolicy policy, double margin, long studies) {
    PassPower power = new PassPower(margin, policy.passLevel());
    return DoubleStream.of(DISCORDANCES)
        .mapToObj(
            share ->
                new Chance(
                    margin,
                    share,
                    power.of(studies, share, 0),
                    power.studiesNeeded(share).orElse(0)));
  }

  /** How likely an equal candidate passes all, where each changes as many answers. */
  private static ImmutableList<Chance> joint(
      GatePolicy policy, List<Target> targets, ErrorCorrelation correlation) {
    if (targets.stream().anyMatch(target -> target.metric() == ComparedMetric.AUROC)) {
      return ImmutableList.of();
    }
    return DoubleStream.of(DISCORDANCES)
        .mapToObj(
            share ->
                new Chance(
                    Double.NaN,
                    share,
                    joint(policy, targets, correlation, Collections.nCopies(targets.size(), share)),
                    0))
        .collect(ImmutableList.toImmutableList());
  }

  /** The probability that an equal candidate passes all, each with its own discordance. */
  static double joint(
      GatePolicy policy,
      List<Target> targets,
      ErrorCorrelation correlation,
      List<Double> discordances) {
    return new JointPower(
            IntStream.range(0, targets.size())
                .mapToObj(
                    i -> new JointPower.Comparison(targets.get(i).margin(), discordances.get(i)))
                .collect(ImmutableList.toImmutableList()),
            correlation,
            policy.passLevel())
        .probability();
  }

  /** How the reference's errors in the comparisons go together. */
  static ErrorCorrelation correlation(List<Target> targets, RightsTally rights) {
    return rights.correlation(
        targets.stream()
            .map(target -> new RightsTally.Share(target.key(), target.metric()))
            .toList());
  }

  private static ImmutableList<SeedChance> seeds(GatePolicy policy, Comparison first) {
    SeedPower power = new SeedPower(first.margin(), policy.passLevel(), first.studies(), USUAL);
    return IntStream.of(SEEDS)
        .boxed()
        .flatMap(
            seeds ->
                DoubleStream.of(SPREADS)
                    .mapToObj(spread -> new SeedChance(spread, seeds, power.of(spread, seeds))))
        .collect(ImmutableList.toImmutableList());
  }

  /** How likely a candidate that is no worse and changes as many answers passes all. */
  static List<Cause> notes(
      GatePolicy policy,
      List<Target> targets,
      List<PrimaryResult> primaries,
      Optional<RightsTally> rights) {
    boolean known =
        primaries.stream()
            .allMatch(
                primary ->
                    primary.referenceSeeds() == 1
                        && primary.status() != PrimaryResult.Status.UNINFORMATIVE
                        && primary.discordance() > 0);
    if (rights.isEmpty() || targets.size() < 2 || !known) {
      return List.of();
    }
    double power =
        joint(
            policy,
            targets,
            correlation(targets, rights.get()),
            primaries.stream().map(PrimaryResult::discordance).toList());
    return List.of(Cause.of(Code.JOINT_POWER).with("power", power));
  }
}
