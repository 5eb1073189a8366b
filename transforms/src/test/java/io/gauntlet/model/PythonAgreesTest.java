package io.gauntlet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.pretrained.TextModel;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Python's PyTorch opens the folder of a classifier and gives the same logits, from definitions
 * written for this check, and from torchvision's where that is installed and has the network.
 * Skipped where no Python has PyTorch.
 */
@Tag("long")
class PythonAgreesTest {
  private static final Pattern DIFFERENCE =
      Pattern.compile("largest relative difference: (?<value>\\S+)");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "IMAGE, se-resnet-18, 64, tiny, 1e-4",
    "IMAGE, se-resnet-50, 224, tiny, 1e-4",
    "IMAGE, senet-154, 224, tiny, 1e-4",
    "IMAGE, densenet-121, 224, tiny, 1e-5",
    "IMAGE, densenet-121-grey, 64, tiny, 1e-4",
    "TEXT, tiny, 0, minilm, 1e-4",
    "EARLY, senet-154, 96, clinical-bert, 1e-4",
  })
  void fromTheSameFiles(VictimKind kind, String image, int side, String text, double tolerance)
      throws IOException, InterruptedException {
    String python = python();
    BertEncoder encoder = TextModel.named(text).encoder().orElse(BertEncoder.tiny(40));
    PixelInput input = PixelInput.ofBoth(side, side, 0.5, 0.25);
    Vocabulary vocabulary = Vocabulary.of(List.of("no opacity", "the heart is large"), 1, 10);
    try (NDManager manager = NDManager.newBaseManager();
        NetworkVictim classifier =
            switch (kind) {
              case IMAGE -> {
                Architecture.ImageClassifier images =
                    new Architecture.ImageClassifier(ImageNetwork.named(image), input);
                yield NetworkVictim.of(images, weights(manager, images));
              }
              case TEXT -> {
                Architecture.TextClassifier words = new Architecture.TextClassifier(encoder);
                yield NetworkVictim.of(words, weights(manager, words), tokenizer(vocabulary));
              }
              default -> {
                Architecture.EarlyFusion both =
                    new Architecture.EarlyFusion(ImageNetwork.named(image), input, encoder);
                yield NetworkVictim.of(both, weights(manager, both), tokenizer(vocabulary));
              }
            }) {
      ModelFolder.write(
          new RunFiles(folder.toString()),
          classifier,
          ModelCard.begin(kind.toString(), null, "sha256:0", Map.of()));
      writeInput(manager, classifier, side);
    }
    String printed = run(python);
    System.out.println(kind + " " + image + " " + side + " px, " + text + "\n" + printed);
    if (image.startsWith("se") && kind == VictimKind.IMAGE && side == 224) {
      // As published: He et al. 2016, table 1, and the widths of Hu et al. 2018, table 1.
      for (String shape : List.of("256, 56, 56", "512, 28, 28", "1024, 14, 14", "2048, 7, 7")) {
        assertTrue(printed.contains("[" + shape + "]"), printed);
      }
    }
    Matcher matcher = DIFFERENCE.matcher(printed);
    assertTrue(matcher.find(), printed);
    assertTrue(Double.parseDouble(matcher.group("value")) <= tolerance, printed);
  }

  private static Tokenizer tokenizer(Vocabulary vocabulary) {
    return new Tokenizer(vocabulary.tokenizerJson(), 128);
  }

  /** Weights of which none is at rest: running statistics that were followed, scales that vary. */
  private static Weights weights(NDManager manager, Architecture architecture) {
    Weights weights = Weights.initialize(manager, architecture.parameters(), 1);
    SplittableRandom random = new SplittableRandom(2);
    for (ParameterSpec spec : architecture.parameters()) {
      if (spec.shape().dimension() == 1) {
        float[] values = weights.get(spec.name()).toFloatArray();
        for (int i = 0; i < values.length; i++) {
          values[i] += (float) (0.4 * (random.nextDouble() - 0.5));
        }
        weights.get(spec.name()).set(values);
      }
    }
    return weights;
  }

  private void writeInput(NDManager manager, NetworkVictim victim, int side) throws IOException {
    ImmutableSortedMap.Builder<String, NDArray> inputs = ImmutableSortedMap.naturalOrder();
    List<String> captions = List.of("no opacity", "the heart is large and the heart is large");
    float[] values = new float[2 * 2 * side * side];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    NDArray pixels = manager.create(values, new Shape(2, 2, side, side));
    if (victim.branch(ImageBranch.class).isPresent()) {
      inputs.put("pixels", pixels);
    }
    victim
        .ownTokenizer()
        .map(tokenizer -> tokenizer.encode(manager, captions))
        .ifPresent(
            tokens -> {
              inputs.put("ids", tokens.ids());
              inputs.put("mask", tokens.mask());
            });
    inputs.put(
        "logits",
        Gradients.without(() -> victim.logits(manager, StudyInputs.of(pixels, captions))));
    Map<String, NDArray> arrays = inputs.buildOrThrow();
    ImmutableSortedMap.Builder<String, Shape> shapes = ImmutableSortedMap.naturalOrder();
    arrays.forEach((name, array) -> shapes.put(name, array.getShape()));
    try (OutputStream stream = Files.newOutputStream(folder.resolve("input.safetensors"))) {
      SafetensorsWriter.write(
          stream,
          shapes.buildOrThrow(),
          name -> arrays.get(name).toType(DataType.FLOAT32, true).toFloatArray());
    }
  }

  private static String python() throws IOException, InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process process = new ProcessBuilder(python, "-c", "import torch").start();
        if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
          return python;
        }
      } catch (IOException e) {
        // There is none of that name.
      }
    }
    assumeTrue(false, "no Python with PyTorch");
    throw new IllegalStateException();
  }

  private String run(String python) throws IOException, InterruptedException {
    Path script = Path.of("src/test/python/reference_networks.py").toAbsolutePath();
    Process process =
        new ProcessBuilder(python, script.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }
}
