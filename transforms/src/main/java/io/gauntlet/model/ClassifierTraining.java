package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.Trainer;
import io.gauntlet.model.train.TrainingCheckpoint;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.train.TrainingObserver;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Trains the paper's classifiers on one cohort (Mozhegova et al. 2025, sections 3.2 and 4.1). What
 * it returns belongs to the caller.
 */
public final class ClassifierTraining {
  private static final int FUSION_BATCH = 64;

  private final NDManager manager;
  private final List<TrainingExample> examples;
  private final int[] labels;
  private final TrainingObserver observer;
  private final TrainingCheckpoint checkpoint;
  private final Weights encoder;

  /**
   * Prepares a cohort.
   *
   * @param manager owner of the memory of what is trained
   * @param examples the training part, in an order that does not depend on the machine
   * @param observer told of each epoch as it ends
   */
  public ClassifierTraining(
      NDManager manager, List<TrainingExample> examples, TrainingObserver observer) {
    this(manager, examples, observer, TrainingCheckpoint.NONE, null);
  }

  private ClassifierTraining(
      NDManager manager,
      List<TrainingExample> examples,
      TrainingObserver observer,
      TrainingCheckpoint checkpoint,
      Weights encoder) {
    this.manager = manager;
    this.examples = List.copyOf(examples);
    this.labels = examples.stream().mapToInt(TrainingExample::label).toArray();
    this.observer = observer;
    this.checkpoint = checkpoint;
    this.encoder = encoder;
  }

  /**
   * The same, kept at the end of each epoch: a classifier whose training was stopped goes on after
   * the last whole one and ends with the same weights, bit for bit.
   *
   * @param store the folder of the one classifier that is trained
   * @param trainingDigest digest of everything that decides the result
   */
  public ClassifierTraining withCheckpoint(ModelFolder.Store store, String trainingDigest) {
    return new ClassifierTraining(
        manager, examples, observer, new FolderCheckpoint(store, trainingDigest), encoder);
  }

  /**
   * The same, from an encoder that others trained; the head begins as the seed says.
   *
   * @param pretrained the encoder's tensors, copied
   */
  public ClassifierTraining startingFrom(Weights pretrained) {
    return new ClassifierTraining(manager, examples, observer, checkpoint, pretrained);
  }

  private Weights begin(Architecture architecture, Recipe recipe) {
    Weights fresh = Weights.initialize(manager, architecture.parameters(), recipe.seed());
    if (encoder == null) {
      return fresh;
    }
    try (fresh) {
      return fresh.copyWithEncoders(encoder);
    }
  }

  /** The image classifier: both views through one network, features concatenated, a linear head. */
  public TrainableClassifier image(ImageNetwork network, PixelInput input, Recipe recipe) {
    Architecture architecture = new Architecture(Fusion.IMAGE, network, input, null, Map.of());
    return fit(new TrainableClassifier(architecture, begin(architecture, recipe), null), recipe);
  }

  /** The text classifier: an encoder, {@code [CLS]}, a linear head. */
  public TrainableClassifier text(BertEncoder network, Tokenizer tokenizer, Recipe recipe) {
    Architecture architecture = new Architecture(Fusion.TEXT, null, null, network, Map.of());
    return fit(
        new TrainableClassifier(architecture, begin(architecture, recipe), tokenizer), recipe);
  }

  /**
   * Early fusion: features concatenated, one linear layer, all trained together from the encoders
   * of the two classifiers.
   */
  public TrainableClassifier earlyFusion(
      TrainableClassifier image, TrainableClassifier text, Recipe recipe) {
    Architecture architecture =
        new Architecture(
            Fusion.EARLY,
            image.architecture().image(),
            image.architecture().pixels(),
            text.architecture().text(),
            Map.of());
    try (Weights fresh = Weights.initialize(manager, architecture.parameters(), recipe.seed())) {
      Weights weights = fresh.copyWithEncoders(image.weights(), text.weights());
      Tokenizer tokenizer =
          new Tokenizer(text.tokenizer().json(), text.architecture().text().positions());
      return fit(new TrainableClassifier(architecture, weights, tokenizer), recipe);
    }
  }

  /**
   * Late fusion: both classifiers frozen and evaluated once, a linear layer trained on their four
   * logits.
   *
   * @param parents digests of the two classifiers, by name
   */
  public DecisionFusion lateFusion(
      Classifier image, Classifier text, Map<String, String> parents, Recipe recipe) {
    Architecture architecture = new Architecture(Fusion.LATE, null, null, null, parents);
    Weights weights = Weights.initialize(manager, architecture.parameters(), recipe.seed());
    DecisionFusion fusion = new DecisionFusion(architecture, image, text, weights);
    float[] imageLogits = Gradients.without(() -> all(image, true));
    float[] textLogits = Gradients.without(() -> all(text, false));
    Trainer.train(
        name(Fusion.LATE, recipe),
        weights,
        architecture.parameters(),
        (scope, rows) -> fusion.fuse(pick(scope, imageLogits, rows), pick(scope, textLogits, rows)),
        labels,
        recipe,
        checkpoint,
        observer);
    return fusion;
  }

  private static NDArray pick(NDManager scope, float[] logits, int[] rows) {
    float[] picked = new float[2 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(logits, 2 * rows[i], picked, 2 * i, 2);
    }
    return scope.create(picked, new Shape(rows.length, 2));
  }

  private float[] all(Classifier classifier, boolean image) {
    float[] logits = new float[2 * labels.length];
    for (int start = 0; start < labels.length; start += FUSION_BATCH) {
      int[] rows = new int[Math.min(FUSION_BATCH, labels.length - start)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = start + i;
      }
      try (NDManager batch = manager.newSubManager()) {
        NDArray part =
            image
                ? classifier.imageEmbedding(pixels(batch, rows, classifier.architecture().pixels()))
                : classifier.textEmbedding(batch, captions(rows));
        System.arraycopy(part.toFloatArray(), 0, logits, 2 * start, 2 * rows.length);
      }
    }
    return logits;
  }

  private TrainableClassifier fit(TrainableClassifier classifier, Recipe recipe) {
    Architecture architecture = classifier.architecture();
    Trainer.train(
        name(architecture.fusion(), recipe),
        classifier.weights(),
        architecture.parameters(),
        (scope, rows) ->
            classifier.trainingLogits(
                scope,
                architecture.fusion().seesPictures()
                    ? pixels(scope, rows, architecture.pixels())
                    : null,
                captions(rows),
                dropoutSeed(recipe.seed(), rows)),
        labels,
        recipe,
        checkpoint,
        observer);
    return classifier;
  }

  /** From the seed and the batch alone, so that a training that goes on draws the same again. */
  private static long dropoutSeed(long seed, int[] rows) {
    return 31 * seed + Arrays.hashCode(rows);
  }

  private static String name(Fusion fusion, Recipe recipe) {
    return fusion.classifier() + ", seed " + recipe.seed();
  }

  private NDArray pixels(NDManager scope, int[] rows, PixelInput input) {
    int size = 2 * input.height() * input.width();
    float[] values = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(examples.get(rows[i]).pixels(), 0, values, i * size, size);
    }
    return scope.create(values, new Shape(rows.length, 2, input.height(), input.width()));
  }

  private List<String> captions(int[] rows) {
    return Arrays.stream(rows).mapToObj(row -> examples.get(row).caption()).toList();
  }
}
