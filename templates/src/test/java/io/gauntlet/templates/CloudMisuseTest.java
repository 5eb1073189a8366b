package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import io.gauntlet.pipelines.command.GauntletCommand;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told of each thing that cannot be launched or built, word for word. */
class CloudMisuseTest {
  private static final String PLACE = " --project=p --region=r --spec=gs://b/s.json";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "launch; launch: which template? gauntlet launch TEMPLATE [--dry-run] --project=P --region=R"
            + " --spec=gs://... [--PARAMETER=value ...]",
        "launch nightly; there is no template 'nightly', there are [prepare-cohort, train-victims,"
            + " run-gauntlet, nightly-regression]",
        "launch run-gauntled; there is no template 'run-gauntled', did you mean 'run-gauntlet'?"
            + " There are [prepare-cohort, train-victims, run-gauntlet, nightly-regression]",
        "launch train-victims --output=gs://bkt/o --project=p --region=r; nothing was sent: --spec is"
            + " missing: The template's spec in its bucket, such as gs://NAME/nightly-regression.json",
        "launch train-victims --output=gs://bkt/o --studies=many PLACE; nothing was sent:"
            + " --studies=many: give a whole number above 0",
        "launch train-victims --output=gs://bkt/o --project=q PLACE; nothing was sent: --project is"
            + " there twice, give it once",
        "launch train-victims --output=gs://bkt/o images PLACE; nothing was sent: 'images' is not an"
            + " option, write --name=value",
        "launch train-victims --output=gs://bkt/o --gpu=nvidia-l4 PLACE; nothing was sent: --gpu needs"
            + " --workerImage, the GPU worker image: the template's own has no CUDA",
        "launch train-victims --output=gs://bkt/o --seed=1.5 PLACE; nothing was sent: --seed=1.5 does"
            + " not match ^(-?\\d+)$: Seed of the split, of training and of the attacks",
        "launch train-victims --output=gs://bkt/o --baselineRun=gs://bkt/b PLACE; nothing was sent:"
            + " --baselineRun is now --referenceRun",
        "launch train-victims --output=gs://bkt/o --dry-run --prices=away.json PLACE; --prices: there"
            + " is no away.json",
        "launch train-victims --output=gs://bkt/o --maxWorkers=two PLACE; nothing was sent:"
            + " --maxWorkers=two: give a whole number above 0",
        "launch train-victims --output=gs://bkt/o --maxWorkers= PLACE; nothing was sent:"
            + " --maxWorkers=: give a whole number above 0",
        "launch train-victims --output=gs://bkt/o --dryRun=maybe PLACE; nothing was sent:"
            + " --dryRun=maybe: give true or false",
        "launch train-victims --output=gs://bkt/o --dry-run --dry-run PLACE; nothing was sent:"
            + " --dryRun is there twice, give it once",
        "launch train-victims --output=gs://bkt/o --jobName=Nightly_1 PLACE; nothing was sent:"
            + " --jobName=Nightly_1: give at most 63 of a-z, 0-9 and -, a letter first, no dash last",
        "launch train-victims --output=gs://bkt/o --tempLocation=/tmp PLACE; nothing was sent:"
            + " --tempLocation=/tmp: name a folder in a bucket, such as gs://NAME/temp",
        "launch train-victims --output=gs://bkt/o --dry-run --project=p --region= --spec=gs://b/s.json;"
            + " nothing was sent: --region=: name the region, such as europe-west4",
        "launch train-victims --output=gs://bkt/o --dry-run --project=p --region=r --spec=s.json;"
            + " nothing was sent: --spec=s.json: name the spec in its bucket, such as gs://NAME/FILE",
        "launch train-victims --output=gs://bkt/o --dry-run --prices=/usr PLACE; --prices:"
            + " /usr is a folder, name a file in it",
        "launch prepare-cohort --reports=gs://bkt/r --projections=gs://bkt/p --output=gs://bkt/o"
            + " --dry-run --maxLostShare=7 PLACE; --maxLostShare is 7.0, give a value in [0, 1]",
        "templates; templates: '' is nothing that it does, there are [build, metadata]",
        "templates biuld; templates: 'biuld' is nothing that it does, did you mean 'build'? There"
            + " are [build, metadata]",
        "templates build --imageUser=root; --imageUser is root, name another user",
        "templates build --tag=1 --tag=2; --tag is there twice, give it once",
      })
  void eachIsNamedInOneLine(String line, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    int status =
        new GauntletCommand(none, new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(Splitter.on(' ').splitToList(line.replace(" PLACE", PLACE)));
    String said = err.toString(StandardCharsets.UTF_8).strip();
    // The table's own separator cannot be in it.
    assertEquals("gauntlet: " + message, said.replace(';', ','));
    assertEquals(2, status);
  }
}
