package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images on an empty base, and what lies in them. */
class ImagesTest {
  private static final String USER = "65532:65532";
  private static final String LIBTORCH = "pytorch/cpu/linux-x86_64/";
  private static final String JNI = "jnilib/linux-x86_64/";

  @TempDir private Path folder;
  private Program program;

  /** An image as it is read back: its configuration, and its files by path. */
  private record Image(JsonNode config, Map<String, Integer> files) {}

  @BeforeEach
  void makeProgram() throws IOException {
    List<Path> classPath = new ArrayList<>();
    classPath.add(jar("gauntlet-beam-pipelines-0.1.0-SNAPSHOT.jar", mainClasses()));
    classPath.add(jar("gauntlet-transforms-0.1.0-SNAPSHOT.jar", Map.of("a.class", "a")));
    classPath.add(jar("beam-sdks-java-core-2.70.0.jar", Map.of("b.class", "b")));
    classPath.add(
        jar(
            "pytorch-native-cpu-2.7.1-linux-x86_64.jar",
            Map.of(LIBTORCH + "libtorch.so", "t", LIBTORCH + "libgomp-98b21ff3.so.1", "g")));
    classPath.add(
        jar(
            "pytorch-jni-2.7.1-0.36.0.jar",
            Map.of(JNI + "cpu/libdjl_torch.so", "cpu", JNI + "cu128/libdjl_torch.so", "for GPUs")));
    program = Program.of(classPath);
  }

  private static Map<String, String> mainClasses() {
    Map<String, String> classes = new HashMap<>();
    for (Template template : Template.values()) {
      classes.put(template.main().getName().replace('.', '/') + ".class", "main");
    }
    return classes;
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @ParameterizedTest
  @EnumSource
  void aLauncherHasTheProgramAndItsMainAndNoLibtorch(Template template) throws IOException {
    Image image = build(ImagePlan.launcher(template, program, ImagePlan.SCRATCH, USER));
    assertEquals(
        List.of(
            "/opt/gauntlet/lib/beam-sdks-java-core-2.70.0.jar",
            "/opt/gauntlet/lib/gauntlet-beam-pipelines.jar",
            "/opt/gauntlet/lib/gauntlet-transforms.jar",
            "/opt/gauntlet/lib/pytorch-jni-2.7.1-0.36.0.jar"),
        List.copyOf(image.files().keySet()));
    assertEquals(
        Map.of(
            "FLEX_TEMPLATE_JAVA_MAIN_CLASS",
            template.main().getName(),
            "FLEX_TEMPLATE_JAVA_CLASSPATH",
            "/opt/gauntlet/lib/*",
            "JAVA_TOOL_OPTIONS",
            "-Dlogback.configurationFile=logback-cloud.xml"),
        environment(image));
    assertEquals(USER, image.config().at("/config/User").asText());
    // The base's own entry point, which is the launcher, stays.
    assertTrue(image.config().at("/config/Entrypoint").isMissingNode());
  }

  /** Launcher and workers run one Beam, whose version is written in three places. */
  @Test
  void theBasesOfTheWorkersHaveTheBeamOfTheProgram() throws IOException {
    String beam = "apache/beam_java17_sdk:" + ReleaseInfo.getReleaseInfo().getVersion();
    TemplatesOptions options = PipelineOptionsFactory.as(TemplatesOptions.class);
    assertEquals(beam, options.getWorkerBase());
    List<String> gpuBase = Files.readAllLines(Path.of("gpu-base", "Dockerfile"));
    assertTrue(gpuBase.contains("ARG BEAM=" + beam), gpuBase.toString());
  }

  @Test
  void aCpuWorkerHasLibtorchAndItsBridgeAndTheAllocatorsSettings() throws IOException {
    Image image =
        build(
            ImagePlan.worker(
                ImagePlan.CPU_WORKER,
                ImagePlan.SCRATCH,
                USER,
                "cpu",
                program.libtorchVersion(),
                program.cpuNatives(folder.resolve("work"))));
    assertEquals(
        List.of(
            "/opt/gauntlet/libtorch/libdjl_torch.so",
            "/opt/gauntlet/libtorch/libgomp-98b21ff3.so.1",
            "/opt/gauntlet/libtorch/libtorch.so"),
        List.copyOf(image.files().keySet()));
    Map<String, String> environment = environment(image);
    assertEquals("/opt/gauntlet/libtorch", environment.get("PYTORCH_LIBRARY_PATH"));
    assertEquals("2.7.1", environment.get("PYTORCH_VERSION"));
    assertEquals("cpu", environment.get("PYTORCH_FLAVOR"));
    assertEquals("8589934592", environment.get("MALLOC_TRIM_THRESHOLD_"));
    assertEquals("glibc.malloc.hugetlb=1", environment.get("GLIBC_TUNABLES"));
    assertEquals("1", environment.get("OMP_NUM_THREADS"));
    assertEquals(
        "-Dlogback.configurationFile=logback-cloud.xml", environment.get("JAVA_TOOL_OPTIONS"));
    assertEquals(USER, image.config().at("/config/User").asText());
  }

  @Test
  void aGpuWorkerHasTheBridgeToItsFlavour() throws IOException {
    Path libtorch = Files.createDirectories(folder.resolve("libtorch"));
    for (String name : List.of("libtorch.so", "libtorch_cuda.so", "libcudart.so.12", "notes.txt")) {
      Files.writeString(libtorch.resolve(name), name);
    }
    Map<String, Path> natives = Natives.in(libtorch);
    natives.putAll(program.bridge("cu128", folder.resolve("work")));
    Image image =
        build(
            ImagePlan.worker(
                ImagePlan.GPU_WORKER, ImagePlan.SCRATCH, USER, "cu128", "2.7.1", natives));
    assertEquals(
        Map.of(
            "/opt/gauntlet/libtorch/libcudart.so.12",
            "libcudart.so.12".length(),
            "/opt/gauntlet/libtorch/libdjl_torch.so",
            "for GPUs".length(),
            "/opt/gauntlet/libtorch/libtorch.so",
            "libtorch.so".length(),
            "/opt/gauntlet/libtorch/libtorch_cuda.so",
            "libtorch_cuda.so".length()),
        image.files());
    assertEquals("cu128", environment(image).get("PYTORCH_FLAVOR"));
    assertTrue(environment(image).get("LD_LIBRARY_PATH").startsWith("/usr/local/nvidia/lib64:"));
  }

  @Test
  void theSameContentIsTheSameImage() throws IOException {
    ImagePlan plan = ImagePlan.launcher(Template.RUN_GAUNTLET, program, ImagePlan.SCRATCH, USER);
    ImageBuilder builder = new ImageBuilder(folder.resolve("cache"));
    assertEquals(
        builder.build(plan, "registry/a:1", folder.resolve("a.tar")),
        builder.build(plan, "registry/b:2", folder.resolve("b.tar")));
  }

  @Test
  void theLoggingThatTheImagesNameIsInTheProgram() {
    assertNotNull(Template.class.getResource("/logback-cloud.xml"));
  }

  private Image build(ImagePlan plan) throws IOException {
    Path tar = folder.resolve(plan.name() + ".tar");
    new ImageBuilder(folder.resolve("cache")).build(plan, "registry/" + plan.name() + ":1", tar);
    Map<String, byte[]> entries = new HashMap<>();
    read(Files.newInputStream(tar), entries);
    JsonNode manifest = new ObjectMapper().readTree(entries.get("manifest.json")).get(0);
    assertEquals("[\"registry/" + plan.name() + ":1\"]", manifest.get("RepoTags").toString());
    Map<String, Integer> files = new TreeMap<>();
    for (JsonNode layer : manifest.get("Layers")) {
      Map<String, byte[]> inLayer = new HashMap<>();
      read(new GZIPInputStream(new ByteArrayInputStream(entries.get(layer.asText()))), inLayer);
      inLayer.forEach((name, contents) -> files.put("/" + name, contents.length));
    }
    String all = files.keySet().toString();
    for (String never : List.of("SNAPSHOT", "credential", ".json", ".pem", ".key", ".git")) {
      assertFalse(all.contains(never), all);
    }
    return new Image(
        new ObjectMapper().readTree(entries.get(manifest.get("Config").asText())), files);
  }

  private static void read(InputStream stream, Map<String, byte[]> into) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.isDirectory()) {
          into.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
  }

  private static Map<String, String> environment(Image image) {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : image.config().at("/config/Env")) {
      String text = variable.asText();
      environment.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
    }
    return environment;
  }
}
