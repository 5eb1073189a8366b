package io.gauntlet.score.tally;

import io.gauntlet.score.Attacked;
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

  private static final IntPredicate CLEAN = right(Attacked.NOTHING);
  private static final IntPredicate IMAGE = right(Attacked.IMAGE);
  private static final IntPredicate TEXT = right(Attacked.TEXT);
  private static final IntPredicate BOTH = right(Attacked.BOTH);

  /** A pattern is a set of what was attacked when a victim was right. */
  private static int bit(Attacked attacked) {
    return switch (attacked) {
      case NOTHING -> 8;
      case IMAGE -> 4;
      case TEXT -> 2;
      case BOTH -> 1;
      case UNKNOWN -> 0;
    };
  }

  private static IntPredicate right(Attacked attacked) {
    return pattern -> (pattern & bit(attacked)) != 0;
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
      return clean * tally.count(sample, CLEAN)
          + image * tally.count(sample, IMAGE)
          + text * tally.count(sample, TEXT)
          + both * tally.count(sample, BOTH);
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
    int pattern = study.right().stream().mapToInt(InteractionTally::bit).sum();
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
        .clean(share(replicas, pattern -> true, CLEAN))
        .image(share(replicas, pattern -> true, IMAGE))
        .text(share(replicas, pattern -> true, TEXT))
        .both(share(replicas, pattern -> true, BOTH))
        .imageEffect(imageEffect.estimate())
        .textEffect(textEffect.estimate())
        .interaction(combination(replicas, Effect.INTERACTION).estimate())
        .imageShare(Double.isNaN(imageShare.value()) ? Estimate.UNKNOWN : imageShare.estimate())
        .dominant(dominance(combination(replicas, Effect.IMAGE_LESS_TEXT).estimate()))
        .followsImage(
            share(
                replicas,
                pattern -> IMAGE.test(pattern) != TEXT.test(pattern),
                pattern -> IMAGE.test(pattern) == BOTH.test(pattern)))
        .onlyImage(share(replicas, CLEAN, IMAGE.negate().and(TEXT)))
        .onlyText(share(replicas, CLEAN, IMAGE.and(TEXT.negate())))
        .either(share(replicas, CLEAN, IMAGE.negate().and(TEXT.negate())))
        .onlyTogether(share(replicas, CLEAN, IMAGE.and(TEXT).and(BOTH.negate())))
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
