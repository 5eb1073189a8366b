package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class StagesTest {
  private static final List<String> TRAINING =
      List.of(
          "--modalities=text",
          "--textEpochs=1",
          "--imageEpochs=1",
          "--earlyEpochs=1",
          "--lateEpochs=1");
  private static final List<String> GRID =
      List.of("--attacks=half-sentence-deletion", "--transfers=none", "--attackBatch=8");

  /** Progress is kept from the root by the configuration. */
  private static final List<Logger> LOGGERS =
      Stream.of(org.slf4j.Logger.ROOT_LOGGER_NAME, Progress.class.getName())
          .map(name -> (Logger) LoggerFactory.getLogger(name))
          .toList();

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> logs = new ListAppender<>();

  @Test
  void threeJobsThatHandOverByFoldersScoreAsOneDoes() throws IOException {
    List<String> cohort = cohort();
    logs.start();
    LOGGERS.forEach(logger -> logger.addAppender(logs));
    String staged = "--output=" + folder.resolve("staged");
    PrepareCohort.main(arguments(cohort, List.of("--modalities=text", staged)));
    RunTraining.main(arguments(TRAINING, List.of(staged)));
    RunGauntlet.main(arguments(GRID, List.of("--modalities=text", staged)));

    List<String> whole = new ArrayList<>(List.of("run", "--output=" + folder.resolve("whole")));
    whole.addAll(cohort);
    whole.addAll(TRAINING);
    whole.addAll(GRID);
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertEquals(0, new GauntletCommand(none, System.err).run(whole));

    assertEquals(scorecard("whole"), scorecard("staged"));
    assertFalse(logs.list.isEmpty());
    for (String caption : captions()) {
      for (ILoggingEvent event : logs.list) {
        String said = event.getFormattedMessage() + event.getKeyValuePairs();
        assertFalse(said.toLowerCase(Locale.ROOT).contains(caption), said);
      }
    }
  }

  /** What was written about the studies, which must be in no log. */
  private List<String> captions() throws IOException {
    List<String> captions = new ArrayList<>();
    try (Stream<Path> shards = Files.list(folder.resolve("staged/studies"))) {
      for (Path shard : shards.filter(file -> file.toString().endsWith(".avro")).toList()) {
        try (DataFileReader<Study> reader =
            new DataFileReader<>(shard.toFile(), new SpecificDatumReader<>(Study.class))) {
          reader.forEach(study -> captions.add(study.getCaption()));
        }
      }
    }
    captions.removeIf(String::isBlank);
    assertFalse(captions.isEmpty());
    return captions;
  }

  @AfterEach
  void stopListening() {
    LOGGERS.forEach(logger -> logger.detachAppender(logs));
  }

  @Test
  void aStageWithoutTheOneBeforeSaysWhichIsMissing() {
    String output = "--output=" + folder.resolve("empty");
    UsageException training =
        assertThrows(
            UsageException.class, () -> RunTraining.main(arguments(TRAINING, List.of(output))));
    assertTrue(training.getMessage().contains("run prepare-cohort first"), training.getMessage());
    UsageException attack =
        assertThrows(
            UsageException.class, () -> RunGauntlet.main(arguments(GRID, List.of(output))));
    assertTrue(attack.getMessage().contains("run prepare-cohort first"), attack.getMessage());
  }

  @Test
  void aStageKeepsItsFolderToItsOptions() throws IOException {
    List<String> cohort = cohort();
    String output = "--output=" + folder.resolve("run");
    PrepareCohort.main(arguments(cohort, List.of("--modalities=text", output)));
    UsageException other =
        assertThrows(
            UsageException.class,
            () ->
                PrepareCohort.main(
                    arguments(cohort, List.of("--modalities=text", output, "--seed=2"))));
    assertTrue(other.getMessage().contains("its cohort.json has other options"));
  }

  private List<String> cohort() throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 40, 16, 1);
    return List.of(
        "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
        "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS));
  }

  private JsonNode scorecard(String run) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(folder.resolve(run).resolve("scorecard.json")));
  }

  /** What a launcher gives to a main: Beam's local runner blocks, the one in the cloud does not. */
  private static String[] arguments(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all.toArray(String[]::new);
  }
}
