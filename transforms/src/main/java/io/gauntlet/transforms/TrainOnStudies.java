package io.gauntlet.transforms;

import ai.djl.ndarray.NDManager;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.ClassifierTraining;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.EpochSummary;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.Recipe;
import io.gauntlet.model.Tokenizer;
import io.gauntlet.model.TrainableClassifier;
import io.gauntlet.model.TrainingExample;
import io.gauntlet.model.Vocabulary;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.SeResNet;
import io.gauntlet.schema.Diagnosis;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Trains the classifier of one seed on all studies, in the order of their uids. */
final class TrainOnStudies extends DoFn<KV<Long, Iterable<Study>>, ModelReference> {
  private static final long serialVersionUID = 1;
  private static final int LEAST_WORD_COUNT = 2;
  private static final int MOST_WORDS = 8000;

  private final TrainingTask task;
  private final List<PCollectionView<List<ModelReference>>> parents;
  private final Counter epochs = Metrics.counter(TrainModality.class, "epochs");
  private final Counter reused = Metrics.counter(TrainModality.class, "models-reused");

  TrainOnStudies(TrainingTask task, List<PCollectionView<List<ModelReference>>> parents) {
    this.task = task;
    this.parents = parents;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    long seed = context.element().getKey();
    String name = task.fusion().classifier();
    String folder = task.folder(seed);
    Recipe recipe = task.recipe().withSeed(seed);
    List<ModelReference> references = parentsOf(seed, context);
    try (SharedModels.Lease lease = SharedModels.ofThisProcess().open(references, task.device());
        NDManager manager = lease.manager().newSubManager()) {
      Map<String, Classifier> opened = lease.classifiers();
      int side = opened.isEmpty() ? task.imageSide() : side(opened);
      List<TrainingExample> examples = new ArrayList<>();
      Hasher hasher = Hashing.sha256().newHasher();
      hasher.putString(task.fusion() + " " + recipe, StandardCharsets.UTF_8);
      references.forEach(parent -> hasher.putString(parent.getDigest(), StandardCharsets.UTF_8));
      read(context, side, examples, hasher);
      String trainingDigest = "sha256:" + hasher.hash();
      RunFiles store = new RunFiles(folder);
      Optional<String> known = finished(store, trainingDigest);
      if (known.isPresent()) {
        reused.inc();
        context.output(new ModelReference(name, folder, known.get(), task.replica(seed)));
        return;
      }
      if (examples.stream().map(TrainingExample::label).distinct().count() < 2) {
        throw new IllegalStateException(
            name
                + " cannot be trained: the training part has "
                + examples.size()
                + " studies of one diagnosis alone; give more studies");
      }
      context.output(
          new ModelReference(
              name,
              folder,
              train(manager, opened, references, examples, side, recipe, store, trainingDigest),
              task.replica(seed)));
    }
  }

  private List<ModelReference> parentsOf(long seed, ProcessContext context) {
    List<ModelReference> references =
        parents.stream()
            .flatMap(parent -> context.sideInput(parent).stream())
            .filter(parent -> Objects.equals(parent.getReplica(), task.replica(seed)))
            .toList();
    if (references.size() != parents.size()) {
      throw new IllegalStateException(
          "%s of seed %d needs %d classifiers of that seed to fuse, and was given %s"
              .formatted(
                  task.fusion().classifier(),
                  seed,
                  parents.size(),
                  references.stream().map(ModelReference::getName).toList()));
    }
    return references;
  }

  private String train(
      NDManager manager,
      Map<String, Classifier> opened,
      List<ModelReference> references,
      List<TrainingExample> examples,
      int side,
      Recipe recipe,
      RunFiles store,
      String trainingDigest)
      throws IOException {
    List<EpochSummary> curve = new ArrayList<>();
    String name =
        task.fusion().classifier() + (task.seeds().isEmpty() ? "" : ", seed " + recipe.seed());
    Progress progress = Progress.of("train " + name, recipe.epochs());
    progress.begun(examples.size() + " studies");
    ClassifierTraining training =
        new ClassifierTraining(
            manager,
            examples,
            epoch -> {
              curve.add(epoch);
              epochs.inc();
              progress.done(
                  String.format(
                      Locale.ROOT,
                      "%s epoch %d of %d: loss %.4f, accuracy %.3f, learning rate %.2g",
                      name,
                      epoch.epoch(),
                      recipe.epochs(),
                      epoch.loss(),
                      epoch.accuracy(),
                      epoch.learningRate()));
            });
    Map<String, String> parentDigests = new TreeMap<>();
    references.forEach(parent -> parentDigests.put(parent.getName(), parent.getDigest()));
    try (Classifier classifier =
        Gradients.without(() -> fit(training, opened, parentDigests, examples, side, recipe))) {
      ModelCard card =
          new ModelCard(
              task.fusion().classifier(), recipe, trainingDigest, parentDigests, curve, null);
      return ModelFolder.write(store, classifier, card);
    }
  }

  private Classifier fit(
      ClassifierTraining training,
      Map<String, Classifier> opened,
      Map<String, String> parentDigests,
      List<TrainingExample> examples,
      int side,
      Recipe recipe) {
    Classifier image = opened.get(Fusion.IMAGE.classifier());
    Classifier text = opened.get(Fusion.TEXT.classifier());
    return switch (task.fusion()) {
      case IMAGE -> training.image(SeResNet.tiny(), PixelInput.measure(side, examples), recipe);
      case TEXT -> {
        Vocabulary vocabulary =
            Vocabulary.of(
                examples.stream().map(TrainingExample::caption).toList(),
                LEAST_WORD_COUNT,
                MOST_WORDS);
        BertEncoder encoder = BertEncoder.tiny(vocabulary.size());
        Tokenizer tokenizer = new Tokenizer(vocabulary.tokenizerJson(), encoder.positions());
        yield training.text(encoder, tokenizer, recipe);
      }
      case EARLY ->
          training.earlyFusion((TrainableClassifier) image, (TrainableClassifier) text, recipe);
      case LATE -> training.lateFusion(image, text, parentDigests, recipe);
      case ENSEMBLE ->
          new DecisionFusion(
              new Architecture(Fusion.ENSEMBLE, null, null, null, parentDigests),
              image,
              text,
              null);
    };
  }

  private void read(
      ProcessContext context, int side, List<TrainingExample> examples, Hasher hasher) {
    List<Study> studies = new ArrayList<>();
    context.element().getValue().forEach(studies::add);
    studies.sort(Comparator.comparing(Study::getUid));
    for (Study study : studies) {
      int label = study.getDiagnosis() == Diagnosis.ABNORMAL ? 1 : 0;
      hasher
          .putString(study.getUid(), StandardCharsets.UTF_8)
          .putString(study.getCaption(), StandardCharsets.UTF_8)
          .putInt(label);
      if (!task.fusion().seesPictures()) {
        examples.add(new TrainingExample(new float[0], study.getCaption(), label));
        continue;
      }
      StudyPictures.read(study, side, side)
          .ifReadable(
              pixels -> {
                for (float value : pixels) {
                  hasher.putFloat(value);
                }
                examples.add(new TrainingExample(pixels, study.getCaption(), label));
              })
          .otherwise(bad -> context.output(TrainClassifier.QUARANTINED, bad));
    }
  }

  private static int side(Map<String, Classifier> opened) {
    return opened.get(Fusion.IMAGE.classifier()).architecture().pixels().height();
  }

  private static Optional<String> finished(RunFiles store, String trainingDigest) {
    try {
      ModelCard card = ModelFolder.card(store);
      return card.trainingDigest().equals(trainingDigest)
          ? Optional.of(card.digest())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
