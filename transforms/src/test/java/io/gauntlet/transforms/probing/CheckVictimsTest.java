package io.gauntlet.transforms.probing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.schema.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckVictimsTest {
  @TempDir private Path folder;

  @Test
  void whatCanBeAttackedIsNamed() throws IOException {
    Pipeline pipeline = Pipeline.create();
    PAssert.that(checked(pipeline, List.of(victim("plain", ""), victim("one-study", ""))))
        .containsInAnyOrder("plain", "one-study");
    pipeline.run().waitUntilFinish();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nan | ~~ | try out nan",
        "norm | ~~ | depends on the studies beside it",
        "softmax | ,'classes':['a','b','c'],'output':'probability' | the victim softmax has the classes [a, b, c], and study 1 has",
      })
  void whatCannotIsRefused(String name, String more, String found) throws IOException {
    Pipeline pipeline = Pipeline.create();
    checked(pipeline, List.of(victim(name, more)));
    RuntimeException error =
        assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
    assertTrue(error.getMessage().contains(found), error.getMessage());
  }

  private PCollection<String> checked(Pipeline pipeline, List<String> victims) throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 2, 16, 1);
    String images = cohort.resolve(SyntheticCohort.IMAGES).toString();
    return pipeline
        .apply(
            Create.of(study("1", images), study("2", images)).withCoder(AvroCoder.of(Study.class)))
        .apply(CheckVictims.in(victims));
  }

  private static Study study(String uid, String images) {
    String image = images + "/" + uid + "_frontal.png";
    return Study.newBuilder()
        .setUid(uid)
        .setImages(Studies.images(image, image))
        .setCaption("no acute disease")
        .setLabel(ClassNames.NORMAL)
        .build();
  }

  private String victim(String name, String more) throws IOException {
    Path victim = Files.createDirectory(folder.resolve(name));
    String config =
        "{'torchscript':'m.pt','name':'%s','pixels':{'height':8,'width':8}%s}"
            .formatted(name, more);
    Files.writeString(victim.resolve("config.json"), config.replace('\'', '"'));
    Files.write(victim.resolve("m.pt"), MemoryFiles.made("own-" + name + ".pt"));
    return victim.toString();
  }
}
