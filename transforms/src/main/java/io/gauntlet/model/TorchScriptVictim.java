package io.gauntlet.model;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.TorchScriptModule;
import io.gauntlet.model.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
 * <p>The module is called with the pictures, {@code [batch, 2, height, width]} in {@code [0, 1]},
 * then with ids and mask, {@code [batch, length]} int64, or with those of them that it takes. It
 * gives logits {@code [batch, 2]}, NORMAL then ABNORMAL, or {@code [batch, 1]}, that of ABNORMAL.
 *
 * <p>What it does inside is hidden, so a branch's embedding is the branch's input. A module is a
 * program that runs with the rights of whoever attacks it.
 */
final class TorchScriptVictim implements Classifier {
  private static final float SAME = 1e-4f;

  private final TorchScriptConfig config;
  private final TorchScriptModule module;
  private final Tokenizer tokenizer;
  private final boolean givesGradients;

  private TorchScriptVictim(
      NDManager manager, TorchScriptConfig config, TorchScriptModule module, Tokenizer tokenizer)
      throws IOException {
    this.config = config;
    this.module = module;
    this.tokenizer = tokenizer;
    try (NDManager scope = manager.newSubManager()) {
      this.givesGradients = tryOut(scope);
    } catch (EngineException | IllegalArgumentException e) {
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
    Tokenizer tokenizer = null;
    if (config.tokens() != null) {
      try (InputStream stream = Channels.newInputStream(folder.open(config.tokens().tokenizer()))) {
        tokenizer = new Tokenizer(stream.readAllBytes(), config.tokens().length());
      }
    }
    Path aside = Files.createTempFile("gauntlet", ".pt");
    TorchScriptModule module = null;
    try {
      try (InputStream stream = Channels.newInputStream(folder.open(config.module()))) {
        Files.copy(stream, aside, StandardCopyOption.REPLACE_EXISTING);
      }
      module = new TorchScriptModule(aside, manager.getDevice());
      return new TorchScriptVictim(manager, config, module, tokenizer);
    } catch (IOException | RuntimeException e) {
      if (module != null) {
        module.close();
      }
      if (tokenizer != null) {
        tokenizer.close();
      }
      throw e;
    } finally {
      Files.delete(aside);
    }
  }

  /**
   * Runs the module on grey pictures and an empty caption.
   *
   * @return whether gradients by pixel can be had
   * @throws IOException when it gives no logits, or others each time
   */
  private boolean tryOut(NDManager scope) throws IOException {
    NDArray words = config.tokens() == null ? null : textEmbedding(scope, List.of(""));
    NDArray pixels =
        config.pixels() == null
            ? null
            : scope.full(new Shape(1, 2, config.pixels().height(), config.pixels().width()), 0.5f);
    float[] first = Gradients.without(() -> logits(pixels, words)).toFloatArray();
    float[] second = Gradients.without(() -> logits(pixels, words)).toFloatArray();
    if (!Arrays.equals(first, second)) {
      throw new IOException(
          "the module gives %s and then %s for the same input; export it in evaluation mode"
              .formatted(Arrays.toString(first), Arrays.toString(second)));
    }
    if (pixels == null) {
      return false;
    }
    try {
      pixels.setRequiresGradient(true);
      float[] recorded = Gradients.backward(() -> logits(pixels, words)).toFloatArray();
      return pixels.hasGradient()
          && Math.abs(recorded[0] - first[0]) <= SAME * (1 + Math.abs(first[0]))
          && Math.abs(recorded[1] - first[1]) <= SAME * (1 + Math.abs(first[1]));
    } catch (EngineException e) {
      return false;
    }
  }

  private NDArray logits(NDArray pixels, NDArray words) {
    NDArray image = pixels == null ? null : imageEmbedding(pixels);
    return fuse(image, words);
  }

  @Override
  public Architecture architecture() {
    return config.architecture();
  }

  @Override
  public NDArray imageEmbedding(NDArray pixels) {
    if (config.pixels() == null) {
      throw new UnsupportedOperationException(config.name() + " sees no pictures");
    }
    return pixels.reshape(pixels.getShape().get(0), -1);
  }

  @Override
  public NDArray textEmbedding(NDManager manager, List<String> captions) {
    if (tokenizer == null) {
      throw new UnsupportedOperationException(config.name() + " sees no words");
    }
    int length = config.tokens().length();
    float[] values = new float[captions.size() * 2 * length];
    for (int row = 0; row < captions.size(); row++) {
      long[] ids = tokenizer.encode(captions.get(row));
      for (int i = 0; i < ids.length; i++) {
        values[row * 2 * length + i] = ids[i];
        values[row * 2 * length + length + i] = 1;
      }
    }
    return manager.create(values, new Shape(captions.size(), 2L * length));
  }

  @Override
  public NDArray fuse(NDArray image, NDArray text) {
    NDList inputs = new NDList();
    if (config.pixels() != null) {
      int height = config.pixels().height();
      int width = config.pixels().width();
      inputs.add(image.reshape(image.getShape().get(0), 2, height, width));
    }
    if (config.tokens() != null) {
      int length = config.tokens().length();
      NDArray whole = text.toType(DataType.INT64, true).reshape(-1, 2, length);
      inputs.add(whole.get(":, 0"));
      inputs.add(whole.get(":, 1"));
    }
    long batch = inputs.get(0).getShape().get(0);
    NDArray logits = module.forward(inputs);
    Shape shape = logits.getShape();
    if (shape.equals(new Shape(batch, 1))) {
      return NDArrays.concat(new NDList(logits.zerosLike(), logits), 1);
    }
    if (!shape.equals(new Shape(batch, 2)) || logits.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "it gives %s of shape %s; logits are float32 [batch, 2] or [batch, 1]"
              .formatted(logits.getDataType(), shape));
    }
    return logits;
  }

  @Override
  public boolean cuts(String caption) {
    return tokenizer != null && tokenizer.cuts(caption);
  }

  @Override
  public Set<Capability> capabilities() {
    return givesGradients
        ? EnumSet.of(Capability.PIXEL_GRADIENTS)
        : EnumSet.noneOf(Capability.class);
  }

  @Override
  public Classifier branchOwner(boolean image) {
    return this;
  }

  @Override
  public void close() {
    module.close();
    if (tokenizer != null) {
      tokenizer.close();
    }
  }
}
