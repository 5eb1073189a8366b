package io.gauntlet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Branch;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.FolderCheckpoint;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
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
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Trains one victim on a cohort (Mozhegova et al. 2025, sections 3.2 and 4.1). What it returns
 * belongs to the caller.
 */
public final class VictimTraining {
  private static final int FUSION_BATCH = 64;

  private final NDManager manager;
  private final String name;
  private final List<TrainingExample> examples;
  private final ImmutableList<String> classes;
  private final TrainingObserver observer;
  private final TrainingCheckpoint checkpoint;
  private final List<Weights> encoders;
  private final Optional<Adversaries> adversaries;

  /**
   * Prepares a training.
   *
   * @param manager owner of the memory of what is trained
   * @param name of the victim, for errors
   * @param examples the training part, in an order that does not depend on the machine
   * @param observer told of each epoch as it ends
   */
  public VictimTraining(
      NDManager manager, String name, List<TrainingExample> examples, TrainingObserver observer) {
    this(
        manager,
        name,
        new Cohort(examples, ClassNames.NORMAL_ABNORMAL),
        observer,
        TrainingCheckpoint.NONE,
        List.of(),
        Optional.empty());
  }

  /**
   * What is learnt from.
   *
   * @param examples the training part
   * @param classes that its labels count through
   */
  private record Cohort(List<TrainingExample> examples, ImmutableList<String> classes) {}

  private VictimTraining(
      NDManager manager,
      String name,
      Cohort cohort,
      TrainingObserver observer,
      TrainingCheckpoint checkpoint,
      List<Weights> encoders,
      Optional<Adversaries> adversaries) {
    this.manager = manager;
    this.name = name;
    this.examples = List.copyOf(cohort.examples());
    this.classes = cohort.classes();
    this.observer = observer;
    this.checkpoint = checkpoint;
    this.encoders = List.copyOf(encoders);
    this.adversaries = adversaries;
  }

  private Cohort cohort() {
    return new Cohort(examples, classes);
  }

  /** The same of other classes than NORMAL and ABNORMAL. */
  public VictimTraining ofClasses(List<String> names) {
    return new VictimTraining(
        manager,
        name,
        new Cohort(examples, ClassNames.check(names)),
        observer,
        checkpoint,
        encoders,
        adversaries);
  }

  /** The classes that are learnt, in the order of the logits. */
  public List<String> classes() {
    return classes;
  }

  /**
   * The same, kept at the end of each epoch: a training that was stopped goes on after the last
   * whole one and ends with the same weights, bit for bit.
   *
   * @param store the folder of the victim that is trained
   * @param trainingDigest digest of everything that decides the result
   */
  public VictimTraining withCheckpoint(ModelFolder.Store store, String trainingDigest) {
    return new VictimTraining(
        manager,
        name,
        cohort(),
        observer,
        new FolderCheckpoint(store, trainingDigest),
        encoders,
        adversaries);
  }

  /**
   * The same, from encoders that were trained before; the head begins as the seed says.
   *
   * @param pretrained the encoders' tensors, copied
   */
  public VictimTraining startingFrom(Weights... pretrained) {
    return new VictimTraining(
        manager, name, cohort(), observer, checkpoint, List.of(pretrained), adversaries);
  }

  /**
   * The same, with what recipes that have a defence defend against.
   *
   * @param attacks on the images of the studies
   */
  public VictimTraining against(Adversaries attacks) {
    return new VictimTraining(
        manager, name, cohort(), observer, checkpoint, encoders, Optional.of(attacks));
  }

  private Weights begin(Architecture architecture, Recipe recipe) {
    Weights fresh = Weights.initialize(manager, architecture.parameters(), recipe.seed());
    if (encoders.isEmpty()) {
      return fresh;
    }
    try (fresh) {
      return fresh.copyWithEncoders(encoders.toArray(Weights[]::new));
    }
  }

  /** An image classifier: both views through one network, features concatenated, a linear head. */
  public NetworkVictim image(ImageNetwork network, PixelInput input, Recipe recipe) {
    Architecture.ImageClassifier architecture =
        new Architecture.ImageClassifier(network, input, classes);
    return fit(NetworkVictim.of(architecture, begin(architecture, recipe)), recipe);
  }

  /** A text classifier: an encoder, {@code [CLS]}, a linear head. */
  public NetworkVictim text(BertEncoder network, Tokenizer tokenizer, Recipe recipe) {
    Architecture.TextClassifier architecture = new Architecture.TextClassifier(network, classes);
    return fit(NetworkVictim.of(architecture, begin(architecture, recipe), tokenizer), recipe);
  }

  /**
   * Early fusion: features concatenated, one linear layer, all trained together from the encoders
   * of an image and a text classifier.
   */
  public NetworkVictim earlyFusion(NetworkVictim image, NetworkVictim text, Recipe recipe) {
    Architecture.EarlyFusion architecture = fusion(image.architecture(), text.architecture());
    Tokenizer tokenizer =
        new Tokenizer(text.ownTokenizer().orElseThrow().json(), architecture.text().positions());
    Weights weights = startingFrom(image.weights(), text.weights()).begin(architecture, recipe);
    return fit(NetworkVictim.of(architecture, weights, tokenizer), recipe);
  }

  /** The fusion of an image and a text classifier. */
  private static Architecture.EarlyFusion fusion(Architecture image, Architecture text) {
    return image
        .ownImages()
        .flatMap(
            images ->
                text.ownText()
                    .map(
                        words ->
                            new Architecture.EarlyFusion(
                                images.network(), images.input(), words, image.classes())))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "early fusion takes the encoders of an image classifier and of a text"
                        + " classifier"));
  }

  /**
   * Late fusion: frozen victims of one modality each, evaluated once, and a linear layer trained on
   * their logits.
   *
   * @param branches of the victims
   */
  public DecisionFusion lateFusion(
      Architecture.LateFusion architecture, Collection<Branch> branches, Recipe recipe) {
    Weights weights = Weights.initialize(manager, architecture.parameters(), recipe.seed());
    DecisionFusion fusion = DecisionFusion.late(architecture, branches, weights);
    Map<Modality, float[]> logits = new EnumMap<>(Modality.class);
    fusion
        .branches()
        .forEach(
            (modality, branch) ->
                logits.put(modality, Gradients.without(() -> all(branch::embed))));
    trainer(recipe)
        .train(
            weights,
            architecture.parameters(),
            rows().labels(),
            (scope, rows) ->
                fusion.fuse(
                    new EnumMap<>(Maps.transformValues(logits, all -> pick(scope, all, rows)))));
    return fusion;
  }

  private NDArray pick(NDManager scope, float[] logits, int[] rows) {
    int width = classes.size();
    float[] picked = new float[width * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(logits, width * rows[i], picked, width * i, width);
    }
    return scope.create(picked, new Shape(rows.length, width));
  }

  /** How far the positive logit of a victim of two classes leads in each of the examples. */
  public double[] leads(Victim victim) {
    float[] logits = Gradients.without(() -> all(victim::logits));
    return IntStream.range(0, examples.size())
        .mapToDouble(i -> (double) logits[2 * i + 1] - logits[2 * i])
        .toArray();
  }

  /** The logits of each of the examples, a class each. */
  private float[] all(BiFunction<NDManager, StudyInputs, NDArray> forward) {
    int width = classes.size();
    float[] logits = new float[width * examples.size()];
    for (int start = 0; start < examples.size(); start += FUSION_BATCH) {
      int end = Math.min(start + FUSION_BATCH, examples.size());
      try (NDManager scope = manager.newSubManager()) {
        StudyInputs rows = rows().pick(IntStream.range(start, end).toArray());
        float[] part = forward.apply(scope, rows).toFloatArray();
        System.arraycopy(part, 0, logits, width * start, part.length);
      }
    }
    return logits;
  }

  private NetworkVictim fit(NetworkVictim victim, Recipe recipe) {
    if (recipe.defence().isActive()) {
      Adversaries attacks =
          adversaries.orElseThrow(
              () -> new IllegalStateException("a defence needs what to defend against"));
      new RobustLesson(victim, recipe, attacks, rows()).learn(trainer(recipe));
      return victim;
    }
    trainer(recipe)
        .train(
            victim.weights(),
            victim.architecture().parameters(),
            rows().labels(),
            (scope, rows) ->
                victim.trainingLogits(
                    scope, rows().pick(rows), ExampleRows.seed(recipe.seed(), rows)));
    return victim;
  }

  private ExampleRows rows() {
    return new ExampleRows(examples);
  }

  private Trainer trainer(Recipe recipe) {
    return new Trainer(name + ", seed " + recipe.seed(), recipe, checkpoint, observer);
  }
}
