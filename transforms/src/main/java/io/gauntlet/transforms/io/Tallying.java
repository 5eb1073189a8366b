package io.gauntlet.transforms.io;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;

/**
 * Counts elements in a tally: what is added and merged in any order makes the same tally.
 *
 * @param <InputT> what is counted
 * @param <TallyT> what it is counted in
 */
public final class Tallying<InputT, TallyT extends Serializable>
    extends Combine.CombineFn<InputT, TallyT, TallyT> {
  private static final long serialVersionUID = 1;

  private final Class<TallyT> type;
  private final Empty<TallyT> empty;
  private final Step<TallyT, InputT> add;
  private final Step<TallyT, TallyT> merge;

  /** Makes a tally of nothing. */
  @FunctionalInterface
  public interface Empty<TallyT> extends Serializable {
    TallyT make();
  }

  /** Changes a tally. */
  @FunctionalInterface
  public interface Step<TallyT, OtherT> extends Serializable {
    void take(TallyT tally, OtherT other);
  }

  private Tallying(
      Class<TallyT> type,
      Empty<TallyT> empty,
      Step<TallyT, InputT> add,
      Step<TallyT, TallyT> merge) {
    this.type = type;
    this.empty = empty;
    this.add = add;
    this.merge = merge;
  }

  /**
   * A way to count.
   *
   * @param add counts one more element
   * @param merge adds what another tally counted
   */
  public static <InputT, TallyT extends Serializable> Tallying<InputT, TallyT> in(
      Class<TallyT> type,
      Empty<TallyT> empty,
      Step<TallyT, InputT> add,
      Step<TallyT, TallyT> merge) {
    return new Tallying<>(type, empty, add, merge);
  }

  @Override
  public TallyT createAccumulator() {
    return empty.make();
  }

  @Override
  public TallyT addInput(TallyT tally, InputT input) {
    add.take(tally, input);
    return tally;
  }

  @Override
  public TallyT mergeAccumulators(Iterable<TallyT> tallies) {
    TallyT merged = empty.make();
    tallies.forEach(tally -> merge.take(merged, tally));
    return merged;
  }

  @Override
  public TallyT extractOutput(TallyT tally) {
    return tally;
  }

  @Override
  public Coder<TallyT> getAccumulatorCoder(CoderRegistry registry, Coder<InputT> input) {
    return SerializableCoder.of(type);
  }

  @Override
  public Coder<TallyT> getDefaultOutputCoder(CoderRegistry registry, Coder<InputT> input) {
    return SerializableCoder.of(type);
  }
}
