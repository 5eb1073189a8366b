package io.gauntlet.score.tally;

import io.gauntlet.score.InteractionKey;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.ModalityInteraction.Dominance;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import io.gauntlet.score.stats.Replicates;
import io.gauntlet.score.stats.StudyWeights;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Studies by whether a victim was right on them when nothing, the images, the words and both were
 * attacked: sixteen counts, over the studies as they are and over each resample of a bootstrap.
 * What is merged in any order is the same. Not thread-safe.
 */
public final class InteractionTally implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int SAMPLES = StudyWeights.RESAMPLES + 1;
  private static final int PATTERNS = 16;

  /** What was attacked when a victim was right; a pattern is a set of them. */
  private enum Right implements IntPredicate {
    CLEAN(8),
    IMAGE(4),
    TEXT(2),
    BOTH(1);

    private final int bit;

    Right(int bit) {
      this.bit = bit;
    }

    @Override
    public boolean test(int pattern) {
      return (pattern & bit) != 0;
    }
  }

  /**
   * Sums of accuracies, in halves: how often the decisions of each of the four count.
   *
   * @see ModalityInteraction
   */
  private enum Effect {
    OF_IMAGE(1, -1, 1, -1),
    OF_TEXT(1, 1, -1, -1),
    OF_BOTH(2, 0, 0, -2),
    IMAGE_LESS_TEXT(0, -2, 2, 0),
    INTERACTION(-2, 2, 2, -2);

    private final int clean;
    private final int image;
    private final int text;
    private final int both;

    Effect(int clean, int image, int text, int both) {
      this.clean = clean;
      this.image = image;
      this.text = text;
      this.both = both;
    }

    long of(InteractionTally tally, int sample) {
      return clean * tally.count(sample, Right.CLEAN)
          + image * tally.count(sample, Right.IMAGE)
          + text * tally.count(sample, Right.TEXT)
          + both * tally.count(sample, Right.BOTH);
    }
  }

  private final int[] counts = new int[PATTERNS * SAMPLES];

  /**
   * Counts one more study.
   *
   * @param seed of the bootstrap
   */
  public void add(String uid, AttackedFourWays study, long seed) {
    byte[] weights = StudyWeights.of(uid, seed);
    int pattern =
        (study.clean() ? Right.CLEAN.bit : 0)
            + (study.image() ? Right.IMAGE.bit : 0)
            + (study.text() ? Right.TEXT.bit : 0)
            + (study.both() ? Right.BOTH.bit : 0);
    for (int sample = 0; sample < SAMPLES; sample++) {
      counts[pattern * SAMPLES + sample] += weights[sample];
    }
  }

  /** Adds what the other counted. */
  public void merge(InteractionTally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /**
   * The interaction of a victim, the mean of its replicas.
   *
   * @param replicas at least one, each with at least one study
   */
  public static ModalityInteraction toInteraction(
      InteractionKey key, Collection<InteractionTally> replicas) {
    Replicates imageEffect = combination(replicas, Effect.OF_IMAGE);
    Replicates textEffect = combination(replicas, Effect.OF_TEXT);
    Replicates imageShare =
        imageEffect.with(
            combination(replicas, Effect.OF_BOTH),
            (effect, lost) -> lost > 0 ? effect / lost : Double.NaN);
    return ModalityInteraction.builder()
        .victim(key.victim())
        .imageAttack(key.imageAttack())
        .textAttack(key.textAttack())
        .studies(replicas.stream().mapToLong(tally -> tally.count(0, pattern -> true)).sum())
        .clean(share(replicas, pattern -> true, Right.CLEAN))
        .image(share(replicas, pattern -> true, Right.IMAGE))
        .text(share(replicas, pattern -> true, Right.TEXT))
        .both(share(replicas, pattern -> true, Right.BOTH))
        .imageEffect(imageEffect.estimate())
        .textEffect(textEffect.estimate())
        .interaction(combination(replicas, Effect.INTERACTION).estimate())
        .imageShare(Double.isNaN(imageShare.value()) ? Estimate.UNKNOWN : imageShare.estimate())
        .dominant(dominance(combination(replicas, Effect.IMAGE_LESS_TEXT).estimate()))
        .followsImage(
            share(
                replicas,
                pattern -> Right.IMAGE.test(pattern) != Right.TEXT.test(pattern),
                pattern -> Right.IMAGE.test(pattern) == Right.BOTH.test(pattern)))
        .onlyImage(share(replicas, Right.CLEAN, Right.IMAGE.negate().and(Right.TEXT)))
        .onlyText(share(replicas, Right.CLEAN, Right.IMAGE.and(Right.TEXT.negate())))
        .either(share(replicas, Right.CLEAN, Right.IMAGE.negate().and(Right.TEXT.negate())))
        .onlyTogether(
            share(replicas, Right.CLEAN, Right.IMAGE.and(Right.TEXT).and(Right.BOTH.negate())))
        .build();
  }

  private static Dominance dominance(Estimate imageLessText) {
    if (!imageLessText.excludesZero()) {
      return Dominance.UNDECIDED;
    }
    return imageLessText.value() > 0 ? Dominance.IMAGE : Dominance.TEXT;
  }

  /**
   * A figure that accuracies add up to, the mean of the replicas. Decisions are added up before they
   * are divided, so that what cancels out is 0 and not the rounding of four fractions.
   */
  private static Replicates combination(Collection<InteractionTally> replicas, Effect effect) {
    return Replicates.mean(
        replicas.stream()
            .map(
                tally ->
                    Replicates.of(
                        i -> effect.of(tally, i) / (2.0 * tally.count(i, pattern -> true))))
            .toList());
  }

  private static Estimate share(
      Collection<InteractionTally> replicas, IntPredicate whole, IntPredicate part) {
    List<Estimate> shares =
        replicas.stream()
            .map(tally -> Proportion.of(tally.count(0, whole.and(part)), tally.count(0, whole)))
            .toList();
    return Estimate.mean(shares);
  }

  private long count(int sample, IntPredicate patterns) {
    long count = 0;
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      if (patterns.test(pattern)) {
        count += counts[pattern * SAMPLES + sample];
      }
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InteractionTally that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }
}
