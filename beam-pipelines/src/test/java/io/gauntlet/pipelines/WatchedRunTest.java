package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.Counters;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.transforms.TrainVictims;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.training.TrainVictim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;

/** What those see who watch a run from outside: its counters and its log. */
class WatchedRunTest {
  private static final int STUDIES = 40;

  /** Progress is kept from the root by the configuration, and all else by the root's level. */
  private static final List<Logger> LOGGERS =
      Stream.of("io.gauntlet", "io.gauntlet.transforms.io.Progress")
          .map(name -> (Logger) LoggerFactory.getLogger(name))
          .toList();

  @TempDir private static Path folder;
  private static final Lines LINES = new Lines();
  private static long imageBytes;
  private static PipelineResult prepared;
  private static PipelineResult attacked;

  /** Lines as they are written, for the context of a thread is gone later. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final ConcurrentLinkedQueue<Map<String, String>> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      Map<String, String> line = new TreeMap<>(event.getMDCPropertyMap());
      for (KeyValuePair pair : Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of())) {
        line.put(pair.key, String.valueOf(pair.value));
      }
      line.put("message", event.getFormattedMessage());
      lines.add(line);
    }

    List<Map<String, String>> of(String stage) {
      return lines.stream().filter(line -> stage.equals(line.get("stage"))).toList();
    }
  }

  @BeforeAll
  static void run() throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, STUDIES, 16, 1);
    Path images = cohort.resolve(SyntheticCohort.IMAGES);
    Files.delete(images.resolve("3_lateral.png"));
    imageBytes = bytes(images);
    Files.writeString(images.resolve("3_lateral.png"), "no image");
    LOGGERS.forEach(logger -> logger.addAppender(LINES));
    LOGGERS.get(0).setLevel(Level.INFO);
    LINES.start();
    GauntletOptions options =
        Launch.options(
            GauntletOptions.class,
            new String[] {
              "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
              "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
              "--images=" + images,
              "--output=" + folder.resolve("run"),
              "--trainFraction=0.5",
              "--imageSize=16",
              "--imageEpochs=2",
              "--textEpochs=1",
              "--earlyEpochs=1",
              "--lateEpochs=1",
              "--attackBatch=8",
              "--attacks=fgsm,synonym-greedy:max-queries=20",
              "--transfers=none"
            });
    RunRequest request = Requests.run(options);
    RunLayout layout = RunLayout.of(request.output());
    prepared =
        job(
            options,
            pipeline -> {
              JoinedStudies joined = pipeline.apply(CohortStage.join(request.cohort()));
              CohortStage.write(
                  joined, joined.studies().apply(CohortStage.split(request.split())), layout);
            });
    for (int uid = 10; uid < 20; uid++) {
      Files.delete(images.resolve(uid + "_frontal.png"));
    }
    attacked =
        job(
            options,
            pipeline -> {
              TrainVictims.Result trained =
                  CohortStage.readTrain(pipeline, layout)
                      .apply(TrainingStage.training(request.training(), layout));
              CohortStage.readTest(pipeline, layout)
                  .apply(
                      AttackStage.attacks(request.attacks(), RunLayout.of(request.output()))
                          .against(trained.models()))
                  .outcomes()
                  .apply(ScoringStage.score(request.scoring()))
                  .apply(WriteReport.to(layout.folder()));
            });
  }

  private static PipelineResult job(GauntletOptions options, Consumer<Pipeline> stages) {
    Pipeline pipeline = Pipeline.create(options);
    stages.accept(pipeline);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  @AfterAll
  static void stopListening() {
    LOGGERS.forEach(logger -> logger.detachAppender(LINES));
    LOGGERS.get(0).setLevel(null);
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void everyStudyIsCountedInEveryStage() {
    Map<String, Long> joined = Counters.of(prepared, JoinStudies.class);
    assertEquals(STUDIES, joined.get("reports"));
    assertEquals(STUDIES - 1, joined.get("studies"));
    assertEquals(1, joined.get("quarantined"));
    Map<String, Long> split = Counters.of(prepared, SplitStudies.class);
    assertEquals(STUDIES - 1, split.get("studies-train") + split.get("studies-test"));

    Map<String, Long> trained = Counters.of(attacked, TrainVictim.class);
    Map<String, Long> attack = Counters.of(attacked, AttackStudies.class);
    // Four are trained, and the three of them that see images miss the studies that lost theirs.
    long missed = trained.get("quarantined") / 3;
    assertEquals(10, missed + attack.get("quarantined"));
    assertEquals(4 * split.get("studies-train") - 3 * missed, trained.get("studies-trained"));
    assertEquals(
        split.get("studies-test"), attack.get("studies-attacked") + attack.get("quarantined"));
    assertEquals(2 + 1 + 1 + 1, trained.get("epochs"));
  }

  @Test
  void workThatIsMadeAndSavedIsCounted() throws IOException {
    Map<String, Long> attack = Counters.of(attacked, AttackStudies.class);
    for (String counter :
        List.of("queries", "passes-planned", "passes-saved", "captions-embedded", "cache-hits")) {
      assertTrue(attack.get(counter) > 0, counter + " of " + attack);
    }
    Map<String, Long> scored = Counters.of(attacked, ScoreOutcomes.class);
    assertEquals(scored.get("cells") * attack.get("studies-attacked"), scored.get("outcomes"));
  }

  @Test
  void bytesThatAreReadAreCounted() throws IOException {
    assertEquals(imageBytes, Counters.of(prepared, JoinStudies.class).get("picture-bytes"));
    Map<String, Long> attack = Counters.of(attacked, AttackStudies.class);
    long left = bytes(folder.resolve("cohort/images"));
    // Each part of the plan reads the images of its batch.
    assertTrue(attack.get("picture-bytes") > 0);
    assertTrue(attack.get("picture-bytes") < 16 * left, attack.toString());
    // Whoever comes after all have closed the models reads them again.
    long models = bytes(folder.resolve("run/models")) - cards();
    assertEquals(0, attack.get("model-bytes") % models, attack + ", models of " + models);
    assertTrue(attack.get("model-bytes") > 0);
    assertTrue(Counters.of(attacked, TrainVictim.class).get("model-bytes") > 0);
  }

  /** Nobody reads them. */
  private static long cards() throws IOException {
    try (Stream<Path> models = Files.list(folder.resolve("run/models"))) {
      return models.mapToLong(model -> model.resolve("card.json").toFile().length()).sum();
    }
  }

  private static long bytes(Path under) throws IOException {
    try (Stream<Path> files = Files.walk(under)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void aLineInTheCloudIsWrittenWithAllThatItNames() throws JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(GauntletCommand.class.getResource("/logback-cloud.xml"));
    ConsoleAppender<ILoggingEvent> stderr =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("stderr");
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("Quarantining"), Level.INFO, "quarantined", null, null);
    event.addKeyValuePair(new KeyValuePair("uid", "3"));
    event.setMDCPropertyMap(Map.of("run", "gs://runs/1", "stage", "join"));
    String line = new String(stderr.getEncoder().encode(event), StandardCharsets.UTF_8);
    for (String named : List.of("quarantined", "uid=\"3\"", "run=gs://runs/1", "stage=join")) {
      assertTrue(line.contains(named), line);
    }
    context.stop();
  }

  @Test
  void linesOfTheLogNameRunStageAndStudy() {
    Set<String> stages =
        LINES.lines.stream()
            .map(line -> line.getOrDefault("stage", ""))
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "join",
            "train image",
            "train text",
            "train early-fusion",
            "train late-fusion",
            "train ensemble",
            "attack"),
        stages);
    for (Map<String, String> line : LINES.lines) {
      assertEquals(folder.resolve("run").toString(), line.get("run"), line.toString());
    }
    Map<String, String> broken =
        LINES.of("join").stream().filter(line -> line.containsKey("uid")).findFirst().orElseThrow();
    assertEquals("3", broken.get("uid"));
    assertEquals("unreadable-picture", broken.get("reason"));
    assertFalse(
        LINES.of("train image").stream()
            .filter(line -> line.containsKey("uid"))
            .toList()
            .isEmpty());
    assertFalse(
        LINES.of("attack").stream().filter(line -> line.containsKey("uid")).toList().isEmpty());
  }
}
