package io.gauntlet.model.torchscript;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.description.Answer;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.TorchScriptModule;
import io.gauntlet.model.probe.ProbeStudies;
import io.gauntlet.model.probe.VictimProbe;
import io.gauntlet.model.torchscript.TorchScriptConfig.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A victim that the user brings: a TorchScript module with a config beside it, which says its name,
 * what it takes and what it gives.
 *
 * <pre>{@code
 * {"torchscript": "model.pt", "name": "ours",
 *  "pixels": {"height": 224, "width": 224},
 *  "tokens": {"tokenizer": "tokenizer.json", "length": 128}}
 * }</pre>
 *
 * <p>The module is called with the images, {@code [batch, views, height, width]} in {@code [0, 1]}
 * unless the config says otherwise, then with ids and mask, {@code [batch, length]} int64, or with
 * those of them that it takes. Its answer is an {@link Answer}. One that takes a single study at a
 * time is called so.
 *
 * <p>A module is a program that runs with the rights of the process that attacks it.
 */
final class TorchScriptVictim implements Victim {
  private static final Logger LOG = LoggerFactory.getLogger(TorchScriptVictim.class);
  private static final float SAME = 1e-4f;

  private final List<ModuleInput> inputs;
  private final TorchScriptModule module;
  private final Answer answer;
  private final Batch batch;
  private final ImmutableMap<Modality, Branch> branches;
  private final ImmutableSet<Capability> capabilities;

  private TorchScriptVictim(
      List<ModuleInput> inputs,
      TorchScriptModule module,
      Answer answer,
      Batch batch,
      Set<Capability> capabilities) {
    this.inputs = List.copyOf(inputs);
    this.module = module;
    this.answer = answer;
    this.batch = batch;
    this.branches =
        Maps.immutableEnumMap(
            Maps.uniqueIndex(inputs.stream().map(ModuleInput::branch).toList(), Branch::modality));
    this.capabilities = ImmutableSet.copyOf(capabilities);
  }

  /**
   * Opens a victim and tries it out on studies that are made up.
   *
   * @param manager whose device it runs on
   * @throws IOException when a file is missing, or the module does not fit its config or cannot be
   *     attacked
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
      TorchScriptVictim victim =
          new TorchScriptVictim(
              inputs, module, config.answer(), config.batch(), Set.of(Capability.LOGITS));
      return victim.triedOut(manager, config.module());
    } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
      module.close();
      throw new IOException(
          "the module does not run on the inputs that its config names: " + firstLine(e), e);
    } catch (IOException | RuntimeException e) {
      module.close();
      throw e;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private TorchScriptVictim triedOut(NDManager manager, String file) throws IOException {
    ProbeStudies studies = ProbeStudies.made(this);
    try (NDManager scope = manager.newSubManager()) {
      TorchScriptVictim served = asItTakesStudies(scope, studies, file);
      VictimProbe.check(served, manager, studies);
      NDArray numbers =
          Gradients.without(
              () ->
                  served.numbers(
                      served.arguments(studies.batch(scope, 0, studies.count()), scope)));
      answer.requireLogits(numbers);
      return served.givesGradients(scope, studies)
          ? served.with(Capability.PIXEL_GRADIENTS)
          : served;
    }
  }

  /** Itself, or one that calls the module with a study at a time where it takes no two. */
  private TorchScriptVictim asItTakesStudies(NDManager scope, ProbeStudies studies, String file) {
    Gradients.without(() -> logits(scope, studies.batch(scope, 0, 1)));
    try {
      Gradients.without(() -> logits(scope, studies.batch(scope, 0, 2)));
      return this;
    } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
      LOG.warn(
          "{} takes one study at a time and is served so, which is slower: {}; export it with a"
              + " batch of any size",
          file,
          firstLine(e));
      return new TorchScriptVictim(inputs, module, answer, Batch.ONE, capabilities);
    }
  }

  private TorchScriptVictim with(Capability capability) {
    return new TorchScriptVictim(
        inputs,
        module,
        answer,
        batch,
        ImmutableSet.<Capability>builder().addAll(capabilities).add(capability).build());
  }

  /** Whether gradients by pixel can be had, and the logits are the same where they are recorded. */
  private boolean givesGradients(NDManager scope, ProbeStudies studies) {
    if (branch(ImageBranch.class).isEmpty()) {
      return false;
    }
    StudyInputs study = studies.batch(scope, 0, 1);
    float[] plain = Gradients.without(() -> logits(scope, study)).toFloatArray();
    try {
      NDArray pixels = study.pixels(scope, studies.size().orElseThrow());
      pixels.setRequiresGradient(true);
      float[] recorded = Gradients.backward(() -> logits(scope, study)).toFloatArray();
      return pixels.hasGradient()
          && IntStream.range(0, plain.length)
              .allMatch(i -> Math.abs(recorded[i] - plain[i]) <= SAME * (1 + Math.abs(plain[i])));
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
    return answer.classes();
  }

  @Override
  public Victim forClasses(List<String> names) {
    return answer.forClasses(this, names);
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    return answer.logits(numbers(arguments(embeddings)));
  }

  private NDList arguments(StudyInputs studies, NDManager scope) {
    Map<Modality, NDArray> embeddings = new EnumMap<>(Modality.class);
    branches.forEach((modality, branch) -> embeddings.put(modality, branch.embed(scope, studies)));
    return arguments(embeddings);
  }

  private NDList arguments(Map<Modality, NDArray> embeddings) {
    NDList arguments = new NDList();
    for (ModuleInput input : inputs) {
      arguments.addAll(input.arguments(embeddings.get(input.branch().modality())));
    }
    return arguments;
  }

  /** What the module gives: {@code [batch, n]}. */
  private NDArray numbers(NDList arguments) {
    long studies = arguments.get(0).getShape().get(0);
    if (batch == Batch.ANY || studies == 1) {
      return answer.numbers(module.forward(arguments), studies);
    }
    NDList rows = new NDList();
    for (long i = 0; i < studies; i++) {
      String row = i + ":" + (i + 1);
      NDList one = new NDList();
      arguments.forEach(argument -> one.add(argument.get(row)));
      rows.add(answer.numbers(module.forward(one), 1));
    }
    return NDArrays.concat(rows, 0);
  }

  @Override
  public void close() {
    module.close();
    inputs.forEach(ModuleInput::close);
  }
}
