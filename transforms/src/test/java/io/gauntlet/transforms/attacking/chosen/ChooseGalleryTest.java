package io.gauntlet.transforms.attacking.chosen;

import static java.util.Comparator.comparing;

import io.gauntlet.data.ClassNames;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;

class ChooseGalleryTest {
  private static final List<String> UIDS =
      IntStream.range(0, 40).mapToObj(Integer::toString).toList();

  @Test
  void theSmallestRanksAreKept() {
    List<String> expected =
        UIDS.stream().sorted(comparing(uid -> KeptStudies.rank(7, uid))).limit(3).toList();
    Pipeline pipeline = Pipeline.create();
    PAssert.that(chosen(pipeline, UIDS, 3)).containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aCohortSmallerThanTheGalleryIsKeptWhole() {
    Pipeline pipeline = Pipeline.create();
    PAssert.that(chosen(pipeline, List.of("a"), 3)).containsInAnyOrder("a");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void noneIsKeptWhereNoneIsAskedFor() {
    Pipeline pipeline = Pipeline.create();
    PAssert.that(chosen(pipeline, UIDS, 0)).empty();
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<String> chosen(Pipeline pipeline, List<String> uids, int studies) {
    PCollectionView<List<String>> kept =
        pipeline
            .apply(
                "Studies",
                Create.of(uids.stream().map(ChooseGalleryTest::study).toList())
                    .withCoder(AvroCoder.of(Study.class)))
            .apply("Choose", new ChooseGallery(studies, 7));
    return pipeline
        .apply("Once", Create.of(0))
        .apply("Chosen", ParDo.of(new Emit(kept)).withSideInputs(kept));
  }

  private static Study study(String uid) {
    return Study.newBuilder().setUid(uid).setCaption("").setLabel(ClassNames.NORMAL).build();
  }

  private static final class Emit extends DoFn<Integer, String> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<List<String>> kept;

    Emit(PCollectionView<List<String>> kept) {
      this.kept = kept;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.sideInput(kept).forEach(context::output);
    }
  }
}
