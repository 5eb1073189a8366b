package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.loopback.LoopbackCloud;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.vendor.grpc.v1p69p0.com.google.protobuf.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pipeline is submitted by the real runner, and the job that arrives is looked at. */
class DataflowJobsTest {
  private static final String IMAGE = "europe-docker.pkg.dev/loopback/gauntlet/gpu-worker:1";
  private static final String OUTPUT = "gs://loopback/run";

  /** Dataflow's limit for the request that creates a job. */
  private static final int MOST_BYTES = 10 << 20;

  private static final List<String> COHORT =
      List.of(
          "--reports=gs://loopback/cohort/reports.csv",
          "--projections=gs://loopback/cohort/projections.csv",
          "--images=gs://loopback/cohort/images");
  private static final Map<String, String> GPU_HINTS =
      Map.of(
          "beam:resources:accelerator:v1",
          "type:nvidia-l4;count:1;install-nvidia-driver",
          "beam:resources:min_ram_bytes:v1",
          "16000000000",
          "beam:resources:max_active_bundles_per_worker:v1",
          "1");

  /** The transforms that only connect steps. */
  private static final Pattern CHAINS = Pattern.compile("^(Gauntlet/)?(AttackAndScore/)?");

  @TempDir private Path folder;
  private LoopbackCloud cloud;

  enum Job {
    PREPARE_COHORT(List.of(), Set.of("JoinStudies", "SplitStudies", "WriteTrain", "WriteTest")) {
      @Override
      void launch(String[] arguments) throws IOException {
        PrepareCohort.main(arguments);
      }
    },
    TRAIN_VICTIMS(List.of("TrainVictims"), Set.of("ReadTrain", "WriteQuarantine-training")) {
      @Override
      void launch(String[] arguments) throws IOException {
        RunTraining.main(arguments);
      }
    },
    RUN_GAUNTLET(
        List.of("AttackStudies"),
        Set.of(
            "ReadTest",
            "ReadModels",
            "BreakFusion",
            "ReadParts",
            "WriteManifest",
            "ScoreOutcomes",
            "WriteReport")) {
      @Override
      void launch(String[] arguments) throws IOException {
        RunGauntlet.main(arguments);
      }
    },
    NIGHTLY_REGRESSION(
        List.of("TrainVictims", "AttackStudies"),
        Set.of(
            "JoinStudies",
            "BreakFusion",
            "PrimariesReadParts",
            "OthersReadParts",
            "WriteManifest",
            "CompareToReference",
            "WriteVerdict",
            "ScoreOutcomes",
            "WriteReport",
            "AppendToHistory")) {
      @Override
      void launch(String[] arguments) throws IOException {
        NightlyRegression.main(arguments);
      }
    };

    private final ImmutableList<String> hinted;
    private final ImmutableSet<String> stages;

    Job(List<String> hinted, Set<String> stages) {
      this.hinted = ImmutableList.copyOf(hinted);
      this.stages = ImmutableSet.copyOf(stages);
    }

    abstract void launch(String[] arguments) throws IOException;

    boolean readsCohort() {
      return this == PREPARE_COHORT || this == NIGHTLY_REGRESSION;
    }
  }

  @BeforeEach
  void start() throws IOException {
    cloud = new LoopbackCloud();
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 20, 16, 1);
    store(cohort.resolve(SyntheticCohort.REPORTS), "cohort/reports.csv");
    store(cohort.resolve(SyntheticCohort.PROJECTIONS), "cohort/projections.csv");
    store(cohort.resolve(SyntheticCohort.IMAGES).resolve("1_frontal.png"), "cohort/images/1.png");
    for (String left :
        List.of(
            "before/studies/train-00000-of-00001.avro",
            "before/studies/test-00000-of-00001.avro",
            "before/outcomes/outcomes-00000-of-00001.avro",
            "before/models/image/card.json")) {
      cloud.storage().put("gs://loopback/" + left, new byte[0]);
    }
  }

  private void store(Path file, String name) throws IOException {
    cloud.storage().put("gs://loopback/" + name, Files.readAllBytes(file));
  }

  @AfterEach
  void stop() {
    cloud.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @ParameterizedTest
  @EnumSource
  void theJobThatArrivesIsTheOneThatWasMeant(Job job) throws IOException {
    job.launch(arguments(job, List.of("--gpu=nvidia-l4", "--sdkContainerImage=" + IMAGE)));

    JsonNode sent = sent();
    RunnerApi.Pipeline graph = staged();
    Set<String> stages = new TreeSet<>();
    for (RunnerApi.PTransform step : graph.getComponents().getTransformsMap().values()) {
      stages.addAll(Splitter.on('/').splitToList(step.getUniqueName()));
    }
    assertTrue(stages.containsAll(job.stages), stages.toString());
    assertTrue(stages.containsAll(job.hinted), stages.toString());

    Map<String, Map<String, String>> hints = hints(graph);
    assertEquals(Set.copyOf(job.hinted), stagesOf(hints));
    hints.forEach((step, found) -> assertEquals(GPU_HINTS, found, step));

    graph
        .getComponents()
        .getEnvironmentsMap()
        .values()
        .forEach(environment -> assertTrue(environment.toString().contains(IMAGE)));
    JsonNode pool = sent.at("/environment/workerPools/0");
    assertEquals(IMAGE, pool.at("/sdkHarnessContainerImages/0/containerImage").asText());
    assertEquals("WORKER_IP_PRIVATE", pool.path("ipConfiguration").asText());
    assertEquals(
        "worker@loopback.iam.gserviceaccount.com",
        sent.at("/environment/serviceAccountEmail").asText());
    assertEquals("[\"enable_prime\"]", sent.at("/environment/serviceOptions").toString());
    assertTrue(sent.at("/environment/experiments").toString().contains("use_runner_v2"));
    // What lines of the log are to name has to reach the workers.
    assertEquals(OUTPUT, sent.at("/environment/sdkPipelineOptions/options/runName").asText());
    checkThatNeitherWeightsNorSecretsTravel();
  }

  private void checkThatNeitherWeightsNorSecretsTravel() throws IOException {
    int staged = 0;
    for (Map.Entry<String, byte[]> file :
        cloud.storage().under("gs://loopback/staging").entrySet()) {
      assertFalse(file.getKey().contains("safetensors"), file.getKey());
      staged += file.getValue().length;
    }
    assertTrue(2 * staged < MOST_BYTES, staged + " bytes staged");
    String text = sent() + staged().toString();
    assertTrue(sent().toString().length() < MOST_BYTES / 10);
    for (String secret :
        List.of("private_key", "PRIVATE KEY", "access_token", "refresh_token", "client_secret")) {
      assertFalse(text.contains(secret), secret);
    }
  }

  @Test
  void withoutAGpuOnlyMemoryIsAskedFor() throws IOException {
    Job.NIGHTLY_REGRESSION.launch(arguments(Job.NIGHTLY_REGRESSION, List.of("--minRam=4GiB")));
    Map<String, Map<String, String>> hints = hints(staged());
    assertEquals(stagesOf(hints), Set.copyOf(Job.NIGHTLY_REGRESSION.hinted));
    hints
        .values()
        .forEach(
            found ->
                assertEquals(
                    Map.of("beam:resources:min_ram_bytes:v1", Long.toString(4L << 30)), found));
  }

  @ParameterizedTest
  @EnumSource
  void aTemplateIsWrittenAndNothingIsSent(Job job) throws IOException {
    Path template = folder.resolve("template.json");
    job.launch(arguments(job, List.of("--templateLocation=" + template)));
    assertTrue(cloud.jobs().launched().isEmpty());
    JsonNode written = new ObjectMapper().readTree(template.toFile());
    assertEquals("gauntlet-test", written.path("name").asText());
  }

  @Test
  void gpusByStageAndForAllWorkersAreRefusedTogether() throws IOException {
    for (String other :
        List.of(
            "--dataflowServiceOptions=worker_accelerator=type:nvidia-l4;count:1",
            "--experiments=use_runner_v2,worker_accelerator=type:nvidia-l4;count:1")) {
      List<String> arguments =
          new ArrayList<>(
              List.of(arguments(Job.NIGHTLY_REGRESSION, List.of("--gpu=nvidia-l4", other))));
      arguments.removeIf(argument -> argument.equals("--experiments=use_runner_v2"));
      UsageException refused =
          assertThrows(
              UsageException.class, () -> NightlyRegression.main(arguments.toArray(String[]::new)));
      assertTrue(
          refused.getMessage().startsWith("--gpu and worker_accelerator exclude each other"),
          refused.getMessage());
    }
    assertTrue(cloud.jobs().launched().isEmpty());
  }

  @Test
  void aHistoryWithoutAFolderToLoadFromIsRefused() throws IOException {
    List<String> arguments = new ArrayList<>(List.of(arguments(Job.NIGHTLY_REGRESSION, List.of())));
    arguments.removeIf(argument -> argument.startsWith("--tempLocation="));
    UsageException refused =
        assertThrows(
            UsageException.class, () -> NightlyRegression.main(arguments.toArray(String[]::new)));
    assertTrue(
        refused.getMessage().startsWith("--historyTable needs --tempLocation"),
        refused.getMessage());
  }

  @Test
  void aGpuWithoutItsImageIsRefused() {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () ->
                NightlyRegression.main(
                    arguments(Job.NIGHTLY_REGRESSION, List.of("--gpu=nvidia-l4"))));
    assertTrue(
        refused.getMessage().startsWith("--gpu needs --sdkContainerImage"), refused.getMessage());
  }

  private String[] arguments(Job job, List<String> more) throws IOException {
    List<String> all = new ArrayList<>(cloud.options());
    all.add("--filesToStage=" + Files.writeString(folder.resolve("program.jar"), "program"));
    all.add("--jobName=gauntlet-test");
    all.add("--output=" + OUTPUT);
    all.add("--usePublicIps=false");
    all.add("--serviceAccount=worker@loopback.iam.gserviceaccount.com");
    if (more.stream().noneMatch(option -> option.startsWith("--dataflowServiceOptions="))) {
      all.add("--dataflowServiceOptions=enable_prime");
    }
    if (job.readsCohort()) {
      all.addAll(COHORT);
    } else {
      all.add("--studiesFrom=gs://loopback/before");
    }
    if (job == Job.NIGHTLY_REGRESSION) {
      all.add("--referenceRun=gs://loopback/before");
      all.add("--historyTable=loopback:gauntlet.history");
    }
    if (job == Job.RUN_GAUNTLET) {
      all.add("--modelsFrom=gs://loopback/before/");
    }
    all.addAll(more);
    return all.toArray(String[]::new);
  }

  private JsonNode sent() {
    assertEquals(1, cloud.jobs().launched().size());
    return cloud.jobs().launched().get(0);
  }

  private RunnerApi.Pipeline staged() throws IOException {
    Map<String, byte[]> graphs = new TreeMap<>(cloud.storage().under("gs://loopback/staging"));
    graphs.keySet().removeIf(name -> !name.matches(".*/pipeline-[^/]*\\.pb"));
    assertEquals(1, graphs.size(), graphs.keySet().toString());
    return RunnerApi.Pipeline.parseFrom(graphs.values().iterator().next());
  }

  /** The hints of every step that has any, by the step's name. */
  private static Map<String, Map<String, String>> hints(RunnerApi.Pipeline graph) {
    Map<String, Map<String, String>> hints = new TreeMap<>();
    for (RunnerApi.PTransform step : graph.getComponents().getTransformsMap().values()) {
      if (!step.getEnvironmentId().isEmpty()) {
        Map<String, ByteString> found =
            graph
                .getComponents()
                .getEnvironmentsOrThrow(step.getEnvironmentId())
                .getResourceHintsMap();
        if (!found.isEmpty()) {
          Map<String, String> texts = new TreeMap<>();
          found.forEach((urn, value) -> texts.put(urn, value.toString(StandardCharsets.UTF_8)));
          hints.put(step.getUniqueName(), texts);
        }
      }
    }
    return hints;
  }

  private static Set<String> stagesOf(Map<String, Map<String, String>> hints) {
    return hints.keySet().stream()
        .map(step -> CHAINS.matcher(step).replaceFirst(""))
        .map(step -> step.substring(0, step.indexOf('/')))
        .collect(Collectors.toSet());
  }
}
