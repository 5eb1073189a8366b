package io.gauntlet.transforms.cohort;

import io.gauntlet.data.BadInputException;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.StageLog;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;

/**
 * Fails a pipeline in which a split left nothing to train on, or nothing to attack, though there
 * are studies.
 *
 * <pre>{@code
 * pipeline.apply(RequireBothParts.of(split, 0.8));
 * }</pre>
 */
public final class RequireBothParts extends PTransform<PBegin, PDone> {
  private static final long serialVersionUID = 1;
  private static final String STAGE = "split";

  private final transient SplitStudies.Result split;
  private final double trainFraction;

  private RequireBothParts(SplitStudies.Result split, double trainFraction) {
    this.split = split;
    this.trainFraction = trainFraction;
  }

  /**
   * Looks at a split.
   *
   * @param trainFraction by which it was made, for the message
   */
  public static RequireBothParts of(SplitStudies.Result split, double trainFraction) {
    return new RequireBothParts(split, trainFraction);
  }

  @Override
  public PDone expand(PBegin begin) {
    PCollectionView<Long> train =
        split
            .train()
            .apply("CountTrain", Combine.globally(Count.<Study>combineFn()).asSingletonView());
    PCollectionView<Long> test =
        split
            .test()
            .apply("CountTest", Combine.globally(Count.<Study>combineFn()).asSingletonView());
    begin
        .apply("Once", Create.of(1))
        .apply(
            "Require",
            ParDo.of(new Require(train, test, trainFraction)).withSideInputs(train, test));
    return PDone.in(begin.getPipeline());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("trainFraction", trainFraction).withLabel("Share that trains"));
  }

  private static final class Require extends DoFn<Integer, Void> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Long> train;
    private final PCollectionView<Long> test;
    private final double trainFraction;

    Require(PCollectionView<Long> train, PCollectionView<Long> test, double trainFraction) {
      this.train = train;
      this.test = test;
      this.trainFraction = trainFraction;
    }

    @ProcessElement
    public void process(ProcessContext context, PipelineOptions options) {
      long training = context.sideInput(train);
      long tested = context.sideInput(test);
      StageLog.of(options, STAGE).around(() -> check(training, tested));
    }

    private void check(long training, long tested) {
      if (training > 0 && tested == 0) {
        throw empty("test part", training, "train", "smaller");
      }
      if (training == 0 && tested > 0) {
        throw empty("training part", tested, "test", "larger");
      }
    }

    private BadInputException empty(String part, long others, String what, String remedy) {
      return new BadInputException(
          "empty-part",
          "the %s is empty: all %s studies %s at --trainFraction=%s; give a %s --trainFraction, or more studies"
              .formatted(part, others, what, trainFraction, remedy));
    }
  }
}
