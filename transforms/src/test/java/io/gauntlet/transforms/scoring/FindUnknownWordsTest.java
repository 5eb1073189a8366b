package io.gauntlet.transforms.scoring;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;

class FindUnknownWordsTest {

  @Test
  void wordsAreUnknownThatAttacksAddAndNoReportHas() {
    Pipeline pipeline = Pipeline.create();
    var cohort =
        pipeline.apply(
            "Cohort",
            Create.of(study("1", "The lungs are CLEAR."), study("2", "enlarged heart, no effusion"))
                .withCoder(AvroCoder.of(Study.class)));
    var kept =
        pipeline.apply(
            "Kept",
            Create.of(
                    outcome("the heart is normal", "the bosom is enlarged"),
                    outcome("no mass", "no Effusion; hearrt"),
                    outcome("an image attack", null))
                .withCoder(AvroCoder.of(Outcome.class)));
    PAssert.that(kept.apply(new FindUnknownWords(cohort))).containsInAnyOrder("bosom", "hearrt");
    pipeline.run().waitUntilFinish();
  }

  private static Study study(String uid, String caption) {
    return Study.newBuilder().setUid(uid).setCaption(caption).setLabel(ClassNames.NORMAL).build();
  }

  private static Outcome outcome(String clean, String attacked) {
    return Outcome.newBuilder()
        .setUid("1")
        .setLabel(ClassNames.NORMAL)
        .setVictim("text")
        .setAttack("pwws")
        .setCleanLogits(List.of(0f, 0f))
        .setAdversarialLogits(List.of(0f, 0f))
        .setQueries(1)
        .setLinf(0)
        .setL2(0)
        .setWords(4)
        .setWordsChanged(1)
        .setCleanCaption(clean)
        .setAdversarialCaption(attacked)
        .build();
  }
}
