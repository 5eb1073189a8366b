package io.gauntlet.model.torchscript;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.Maps;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.TorchScriptModule;
import io.gauntlet.model.torchscript.TorchScriptConfig.Outputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A victim that the user brings: a TorchScript module with a {@code config.json} beside it, which
 * says its name and what it takes.
 *
 * <pre>{@code
 * {"torchscript": "model.pt", "name": "ours",
 *  "pixels": {"height": 224, "width": 224},
 *  "tokens": {"tokenizer": "tokenizer.json", "length": 128}}
 * }</pre>
 *
 * <p>The module is called with the images, {@code [batch, views, height, width]} in {@code [0, 1]},
 * then with ids and mask, {@code [batch, length]} int64, or with those of them that it takes. It
 * gives logits {@code [batch, 2]}, NORMAL then ABNORMAL, or {@code [batch, 1]}, that of ABNORMAL. A
 * module of other classes names them in the order of its logits: {@code "classes": ["normal",
 * "pneumonia", "covid"]}. One whose outputs are labels, each the logit of a finding being there,
 * says {@code "outputs": "labels"} beside their names, and is attacked on the one that is the
 * positive class of the studies.
 *
 * <p>A module is a program that runs with the rights of the process that attacks it.
 */
final class TorchScriptVictim implements Victim {
  private static final float SAME = 1e-4f;

  private final List<ModuleInput> inputs;
  private final TorchScriptModule module;
  private final Map<Modality, Branch> branches;
  private final Set<Capability> capabilities;
  private final List<String> classes;
  private final Outputs outputs;

  private TorchScriptVictim(
      NDManager manager,
      List<ModuleInput> inputs,
      TorchScriptModule module,
      TorchScriptConfig config)
      throws IOException {
    this.classes = config.classes();
    this.outputs = config.outputs();
    this.inputs = List.copyOf(inputs);
    this.module = module;
    this.branches =
        Maps.immutableEnumMap(
            Maps.uniqueIndex(inputs.stream().map(ModuleInput::branch).toList(), Branch::modality));
    this.capabilities = EnumSet.of(Capability.LOGITS);
    try (NDManager scope = manager.newSubManager()) {
      if (givesGradients(scope)) {
        capabilities.add(Capability.PIXEL_GRADIENTS);
      }
    } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
      throw new IOException(
          "the module does not run on the inputs that its config.json names: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  /**
   * Opens a victim and tries it out.
   *
   * @param manager whose device it runs on
   * @throws IOException when a file is missing, or the module does not fit its config
   */
  static TorchScriptVictim open(NDManager manager, CheckpointFiles folder, TorchScriptConfig config)
      throws IOException {
    List<ModuleInput> inputs = config.inputs(folder);
    Path aside = Files.createTempFile("gauntlet", ".pt");
    try {
      try (InputStream stream = Channels.newInputStream(folder.open(config.module()))) {
        Files.copy(stream, aside, StandardCopyOption.REPLACE_EXISTING);
      }
      return open(manager, inputs, new TorchScriptModule(aside, manager.getDevice()), config);
    } catch (IOException | RuntimeException e) {
      inputs.forEach(ModuleInput::close);
      throw e;
    } finally {
      Files.delete(aside);
    }
  }

  private static TorchScriptVictim open(
      NDManager manager,
      List<ModuleInput> inputs,
      TorchScriptModule module,
      TorchScriptConfig config)
      throws IOException {
    try {
      return new TorchScriptVictim(manager, inputs, module, config);
    } catch (IOException | RuntimeException e) {
      module.close();
      throw e;
    }
  }

  /**
   * Runs the module on grey images and an empty caption.
   *
   * @return whether gradients by pixel can be had
   * @throws IOException when it gives no logits, or others each time
   */
  private boolean givesGradients(NDManager scope) throws IOException {
    Optional<NDArray> grey =
        branch(ImageBranch.class).map(images -> scope.full(images.size().batch(1), 0.5f));
    List<String> empty = List.of("");
    StudyInputs study =
        grey.map(pixels -> StudyInputs.of(pixels, empty))
            .orElseGet(() -> StudyInputs.ofCaptions(empty));
    float[] first = Gradients.without(() -> logits(scope, study)).toFloatArray();
    for (float logit : first) {
      if (!Float.isFinite(logit)) {
        throw new IOException(
            "the module gives %s for grey images and an empty caption, which are no logits; export"
                    .formatted(Arrays.toString(first))
                + " it again with finite weights");
      }
    }
    float[] second = Gradients.without(() -> logits(scope, study)).toFloatArray();
    if (!Arrays.equals(first, second)) {
      throw new IOException(
          "the module gives %s and then %s for the same input; export it in evaluation mode"
              .formatted(Arrays.toString(first), Arrays.toString(second)));
    }
    if (grey.isEmpty()) {
      return false;
    }
    try {
      NDArray pixels = grey.get();
      pixels.setRequiresGradient(true);
      float[] recorded = Gradients.backward(() -> logits(scope, study)).toFloatArray();
      return pixels.hasGradient()
          && IntStream.range(0, first.length)
              .allMatch(i -> Math.abs(recorded[i] - first[i]) <= SAME * (1 + Math.abs(first[i])));
    } catch (EngineException e) {
      return false;
    }
  }

  @Override
  public Map<Modality, Branch> branches() {
    return branches;
  }

  @Override
  public List<String> classNames() {
    return classes;
  }

  @Override
  public Victim forClasses(List<String> names) {
    int label = names.size() == 2 ? classes.indexOf(names.get(1)) : -1;
    return outputs == Outputs.LABELS && label >= 0 ? new OneLabel(this, names, label) : this;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.copyOf(capabilities);
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    NDList arguments = new NDList();
    for (ModuleInput input : inputs) {
      arguments.addAll(input.arguments(embeddings.get(input.branch().modality())));
    }
    long batch = arguments.get(0).getShape().get(0);
    NDArray given = module.forward(arguments);
    Shape shape = given.getShape();
    boolean single =
        outputs == Outputs.CLASSES && classes.size() == 2 && shape.equals(new Shape(batch, 1));
    DataType type = given.getDataType();
    if ((!single && !shape.equals(new Shape(batch, classes.size())))
        || (type != DataType.FLOAT32 && type != DataType.FLOAT64)) {
      throw new IllegalArgumentException(
          "it gives %s of shape %s; logits are float32 or float64 %s"
              .formatted(type, shape, expected()));
    }
    NDArray logits = given.toType(DataType.FLOAT32, false);
    return single ? NDArrays.concat(new NDList(logits.zerosLike(), logits), 1) : logits;
  }

  private String expected() {
    if (outputs == Outputs.LABELS || classes.size() > 2) {
      return "[batch, %s], one for each of %s, which classes names"
          .formatted(classes.size(), classes);
    }
    return "[batch, 2] or [batch, 1]"
        + (classes.equals(ClassNames.NORMAL_ABNORMAL) ? "; name other classes in classes" : "");
  }

  @Override
  public void close() {
    module.close();
    inputs.forEach(ModuleInput::close);
  }
}
