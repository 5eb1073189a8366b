package io.gauntlet.transforms.io;

import io.gauntlet.schema.Quarantined;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Applies a function that puts into quarantine what it cannot use, as Beam's {@code WithFailures}
 * does with exceptions.
 *
 * <pre>{@code
 * WithQuarantine.Result<Study> checked =
 *     studies.apply("CheckImages", WithQuarantine.of(new CheckImages()));
 * PCollection<Study> readable = checked.output();
 * PCollection<Quarantined> unreadable = checked.quarantined();
 * }</pre>
 *
 * <p>The function gives what it cannot use to {@link Quarantining#take}.
 *
 * @param <I> type of the elements
 * @param <O> type of what the function makes of those that it can use
 */
public final class WithQuarantine<I, O>
    extends PTransform<PCollection<I>, WithQuarantine.Result<O>> {
  /** Where a function puts what it cannot use. */
  static final TupleTag<Quarantined> QUARANTINED = new TupleTag<>("quarantined") {};

  private static final long serialVersionUID = 1;

  private final DoFn<I, O> function;
  private final List<PCollectionView<?>> sideInputs;

  /**
   * What could be used, and what could not.
   *
   * @param output what the function made of the elements that it could use
   * @param quarantined the others, each with its reason
   */
  public record Result<O>(PCollection<O> output, PCollection<Quarantined> quarantined)
      implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return Map.of("output", output, "quarantined", quarantined);
    }

    /** Adds the quarantined elements to a list and returns the output, for chains of transforms. */
    public PCollection<O> quarantinedTo(List<PCollection<Quarantined>> all) {
      all.add(quarantined);
      return output;
    }
  }

  private WithQuarantine(DoFn<I, O> function, List<PCollectionView<?>> sideInputs) {
    this.function = function;
    this.sideInputs = sideInputs;
  }

  /** Applies a function to each element. */
  public static <I, O> WithQuarantine<I, O> of(DoFn<I, O> function) {
    return new WithQuarantine<>(function, List.of());
  }

  /** The views that the function reads. */
  public WithQuarantine<I, O> withSideInputs(PCollectionView<?>... views) {
    return new WithQuarantine<>(function, Arrays.asList(views));
  }

  @Override
  public Result<O> expand(PCollection<I> elements) {
    TupleTag<O> output = new TupleTag<>("output");
    PCollectionTuple outputs =
        elements.apply(
            "Apply",
            ParDo.of(function)
                .withSideInputs(sideInputs)
                .withOutputTags(output, TupleTagList.of(QUARANTINED)));
    return new Result<>(outputs.get(output), outputs.get(QUARANTINED));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("function", function.getClass()).withLabel("Function"));
  }
}
