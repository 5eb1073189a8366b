package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.gauntlet.schema.Quarantined;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class WithQuarantineTest {

  private static final class Positive extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1;

    private final Quarantining quarantining = new Quarantining(WithQuarantineTest.class);

    @ProcessElement
    public void process(ProcessContext context) {
      int number = context.element();
      if (number > 0) {
        context.output(number);
      } else {
        quarantining.take(
            new Quarantined("numbers", 1L, Integer.toString(number), "too-small", ""), context);
      }
    }
  }

  @Test
  void whatCannotBeUsedIsApartFromWhatCan() {
    Pipeline pipeline = Pipeline.create();
    List<PCollection<Quarantined>> all = new ArrayList<>();
    WithQuarantine.Result<Integer> result =
        pipeline.apply(Create.of(-1, 1, 2)).apply("First", WithQuarantine.of(new Positive()));
    PCollection<Integer> chained =
        result
            .quarantinedTo(all)
            .apply("Second", WithQuarantine.of(new Positive()))
            .quarantinedTo(all);
    PAssert.that(chained).containsInAnyOrder(1, 2);
    PAssert.that(
            result
                .quarantined()
                .apply(MapElements.into(TypeDescriptors.strings()).via(Quarantined::getUid)))
        .containsInAnyOrder("-1");
    PAssert.that(all.get(1)).empty();
    assertInstanceOf(AvroCoder.class, result.quarantined().getCoder());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aRunnerSeesTheOutputsByName() {
    WithQuarantine.Result<Integer> result =
        Pipeline.create().apply(Create.of(1)).apply(WithQuarantine.of(new Positive()));
    assertEquals(
        Set.of("output", "quarantined"),
        result.expand().keySet().stream().map(TupleTag::getId).collect(Collectors.toSet()));
  }
}
