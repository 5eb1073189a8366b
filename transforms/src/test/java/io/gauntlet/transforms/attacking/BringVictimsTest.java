package io.gauntlet.transforms.attacking;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BringVictimsTest {
  private static final String PROBABILITY = ",\"output\":\"probability\"";
  private static final String PIXELS = "\"pixels\":{\"height\":%s,\"width\":8}";

  @TempDir private Path folder;

  @Test
  void aUsersModuleIsAttackedLikeAnyVictim() throws IOException {
    String both =
        victim(
            "both",
            "own-both.pt",
            PIXELS.formatted(8) + ",\"tokens\":{\"tokenizer\":\"tokenizer.json\",\"length\":10}");
    String blackBox = victim("counts", "own-counts.pt", PIXELS.formatted(8) + PROBABILITY);
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            outcomes(pipeline, List.of(both, blackBox))
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            outcome ->
                                outcome.getVictim()
                                    + " "
                                    + outcome.getAttack()
                                    + (outcome.getLinf() > 0.02 ? " moved" : "")
                                    + (outcome.getWordsChanged() > 0 ? " reworded" : ""))))
        .containsInAnyOrder(
            "both none",
            "both fgsm:epsilon=0.03 moved",
            "both half-sentence-deletion:fraction=0.5 reworded",
            "counts none");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void victimsThatTakeImagesOfDifferentSizesAreNotMixed() throws IOException {
    String small = victim("small", "own-counts.pt", PIXELS.formatted(8) + PROBABILITY);
    String large = victim("large", "own-counts.pt", PIXELS.formatted(16) + PROBABILITY);
    Pipeline pipeline = Pipeline.create();
    outcomes(pipeline, List.of(small, large));
    RuntimeException error =
        assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
    assertTrue(
        error.getMessage().contains("large takes images of 16 x 8 pixels and small of 8 x 8"),
        error.getMessage());
  }

  private PCollection<Outcome> outcomes(Pipeline pipeline, List<String> victims)
      throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 2, 16, 1);
    String image = cohort.resolve(SyntheticCohort.IMAGES).resolve("1_frontal.png").toString();
    Study study =
        Study.newBuilder()
            .setUid("1")
            .setImages(Studies.images(image, image))
            .setCaption("a b a b")
            .setLabel(ClassNames.NORMAL)
            .build();
    return pipeline
        .apply("Studies", Create.of(study).withCoder(AvroCoder.of(Study.class)))
        .apply(
            AttackStudies.withGrid(
                    AttackGrid.of(List.of("fgsm", "half-sentence-deletion"), List.of()))
                .against(pipeline.apply(BringVictims.from(victims))))
        .outcomes();
  }

  private String victim(String name, String module, String inputs) throws IOException {
    Path victim = Files.createDirectory(folder.resolve(name));
    List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    pieces.addAll(List.of("a", "b"));
    Files.writeString(
        victim.resolve("config.json"),
        "{\"torchscript\":\"m.pt\",\"name\":\"%s\",%s}".formatted(name, inputs));
    Files.write(victim.resolve("m.pt"), MemoryFiles.made(module));
    Files.write(
        victim.resolve("tokenizer.json"), Vocabulary.read(pieces, "vocab.txt").tokenizerJson());
    return victim.toString();
  }
}
