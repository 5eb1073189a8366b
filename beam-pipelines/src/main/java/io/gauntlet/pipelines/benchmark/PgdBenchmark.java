package io.gauntlet.pipelines.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;

/**
 * PGD with ten steps on an SE-ResNet, as a pipeline from files to outcomes, and as the bare loop of
 * forward and backward passes that it comes down to. Both look at the clean images before and at
 * what they made after, as an outcome needs; the pipeline makes one forward pass more, when it
 * reads again what it made. A round is measured in seconds a study.
 */
public final class PgdBenchmark {
  /** Studies that are attacked as one. */
  public static final int BATCH = 16;

  /** Height and width of the images. */
  static final int SIDE = 64;

  /** Gradients. */
  static final int STEPS = 10;

  private static final float EPSILON = 0.03f;
  private static final int MORE = 4;

  private final PipelineOptions options;
  private final Path folder;
  private final int studies;
  private ModelReference model;

  /**
   * Prepares the work.
   *
   * @param folder for the images and the model
   * @param studies that are attacked, a multiple of {@link #BATCH}
   */
  public PgdBenchmark(PipelineOptions options, Path folder, int studies) {
    this.options = options;
    this.folder = folder;
    this.studies = studies;
  }

  /** Draws the images and writes the model. */
  public void prepare() throws IOException {
    SyntheticCohort.write(folder, MORE * studies, SIDE, 1);
    String uri = folder.resolve("model").toString();
    try (NDManager manager = NDManager.newBaseManager();
        NetworkVictim image = victim(manager)) {
      String digest =
          ModelFolder.write(
              new RunFiles(uri), image, ModelCard.begin("image", null, "sha256:none", Map.of()));
      model =
          ModelReference.newBuilder()
              .setName(VictimKind.IMAGE.toString())
              .setUri(uri)
              .setDigest(digest)
              .build();
    }
  }

  private static NetworkVictim victim(NDManager manager) {
    Architecture.ImageClassifier architecture =
        new Architecture.ImageClassifier(
            ImageNetwork.named("small"), PixelInput.ofBoth(SIDE, SIDE, 0.5, 0.25));
    return NetworkVictim.of(architecture, Weights.initialize(manager, architecture.parameters(), 1))
        .frozen();
  }

  /**
   * Seconds a study of the pipeline: what more studies cost more, since a pipeline and its models
   * are started once, however large the cohort.
   */
  public double pipeline() {
    double few = pipeline(studies);
    double many = pipeline(MORE * studies);
    return (many - few) / ((MORE - 1) * studies);
  }

  private double pipeline(int size) {
    long start = System.nanoTime();
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Studies", Create.of(cohort(size)))
        .apply(
            AttackStudies.withGrid(AttackGrid.of(List.of("pgd:steps=" + STEPS), List.of()))
                .against(pipeline.apply("Model", Create.of(model)))
                .withBatch(BATCH));
    pipeline.run().waitUntilFinish();
    return secondsSince(start);
  }

  private List<Study> cohort(int size) {
    List<Study> cohort = new ArrayList<>();
    for (int uid = 1; uid <= size; uid++) {
      String images = folder.resolve(SyntheticCohort.IMAGES).resolve(uid + "_").toString();
      cohort.add(
          Study.newBuilder()
              .setUid(Integer.toString(uid))
              .setImages(Studies.images(images + "frontal.png", images + "lateral.png"))
              .setCaption("")
              .setLabel(ClassNames.NORMAL)
              .build());
    }
    return cohort;
  }

  /** Seconds a study of the bare loop. */
  public double bareLoop() {
    try (NDManager manager = NDManager.newBaseManager();
        NetworkVictim image = victim(manager)) {
      NDArray clean = manager.randomUniform(0, 1, new Shape(BATCH, 2, SIDE, SIDE));
      NDArray labels = manager.create(new long[BATCH]);
      long start = System.nanoTime();
      for (int batch = 0; batch < studies / BATCH; batch++) {
        attack(manager, image, clean, labels);
      }
      return secondsSince(start) / studies;
    }
  }

  private static void attack(
      NDManager manager, NetworkVictim image, NDArray clean, NDArray labels) {
    look(manager, image, clean);
    NDArray x = clean.add(manager.randomUniform(-EPSILON, EPSILON, clean.getShape())).clip(0, 1);
    for (int step = 0; step < STEPS; step++) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray leaf = x.duplicate();
        leaf.attach(scope);
        leaf.setRequiresGradient(true);
        Gradients.backward(
            () -> Loss.CROSS_ENTROPY.of(image.logits(manager, StudyInputs.ofImages(leaf)), labels));
        NDArray next =
            leaf.stopGradient()
                .add(leaf.getGradient().sign().mul(2.5f * EPSILON / STEPS))
                .maximum(clean.sub(EPSILON))
                .minimum(clean.add(EPSILON))
                .clip(0, 1);
        next.attach(manager);
        x = next;
      }
    }
    look(manager, image, x);
  }

  private static void look(NDManager manager, NetworkVictim image, NDArray pixels) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = pixels.duplicate();
      input.attach(scope);
      Gradients.without(() -> image.logits(scope, StudyInputs.ofImages(input))).toFloatArray();
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
