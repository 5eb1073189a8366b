package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.pair.PairsByHand;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.power.RightsTally;
import io.gauntlet.score.power.StudyRights;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Nights of two models that are right with the same probability on every study, each study being
 * hard in all that is asked about it. Both are drawn anew each night.
 */
final class EqualCandidates {
  private static final PairKey CLEAN = Nights.key("late-fusion", "none");
  private static final PairKey SUITE = Nights.key("late-fusion", "suite");

  /** Below these a standard normal draw is right: 90 % clean, 60 % under attack. */
  private static final double[] EASE = {1.2816, 0.2533};

  private static final double COMMON = 0.6;

  private final int abnormal;
  private final int normal;
  private final RightsTally rights = new RightsTally();
  private final long[] changed = new long[3];
  private int nights;

  EqualCandidates(int abnormal, int normal) {
    this.abnormal = abnormal;
    this.normal = normal;
  }

  /**
   * A night.
   *
   * @param alike correlation of what the two models find hard
   */
  Map<PairKey, PairTally> night(SplittableRandom random, double alike) {
    PairsByHand clean = PairsByHand.clean();
    PairsByHand suite = PairsByHand.attacked();
    for (int study = 0; study < abnormal + normal; study++) {
      boolean isAbnormal = study < abnormal;
      double hard = random.nextGaussian();
      double[] noise = {random.nextGaussian(), random.nextGaussian()};
      double[] own = {random.nextGaussian(), random.nextGaussian()};
      boolean[] before = new boolean[2];
      boolean[] after = new boolean[2];
      double again = random.nextGaussian();
      for (int i = 0; i < 2; i++) {
        double one = mix(hard, noise[i], COMMON);
        before[i] = one < EASE[i];
        after[i] = mix(one, mix(again, own[i], COMMON), alike * alike) < EASE[i];
      }
      clean.study(isAbnormal, before[0], after[0]);
      suite.study(isAbnormal, before[1], after[1]);
      changed[isAbnormal ? 0 : 1] += before[0] == after[0] ? 0 : 1;
      changed[2] += before[1] == after[1] ? 0 : 1;
      if (nights == 0) {
        rights.add(
            new StudyRights(
                isAbnormal, "", ImmutableSortedMap.of(CLEAN, before[0], SUITE, before[1])));
      }
    }
    nights++;
    return Nights.night(clean.tally(), suite.tally());
  }

  /** A mixture of two standard normal draws, the first with this share of the variance. */
  private static double mix(double one, double other, double share) {
    return Math.sqrt(share) * one + Math.sqrt(1 - share) * other;
  }

  /** What the plan says, of the first night's release and the discordance of all nights. */
  double planned() {
    GatePolicy policy = GatePolicy.standard();
    List<Target> targets =
        List.of(
            new Target(CLEAN, policy.primaries().get(0).metric(), 0.05),
            new Target(CLEAN, policy.primaries().get(1).metric(), 0.1),
            new Target(SUITE, policy.primaries().get(2).metric(), 0.05));
    return ReleasePlan.joint(
        policy,
        targets,
        ReleasePlan.correlation(targets, rights),
        List.of(
            (double) changed[0] / nights / abnormal,
            (double) changed[1] / nights / normal,
            (double) changed[2] / nights / (abnormal + normal)));
  }
}
