package io.gauntlet.transforms.training;

import ai.djl.ndarray.NDManager;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.ClassifierTraining;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.PretrainedText;
import io.gauntlet.model.TrainableClassifier;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.SharedModels;
import io.gauntlet.transforms.io.StageLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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
  private final Counter reused = Metrics.counter(TrainModality.class, "models-reused");
  private final Counter cut = Metrics.counter(TrainModality.class, "captions-cut");
  private final Counter trained = Metrics.counter(TrainModality.class, "studies-trained");
  private final Counter pictureBytes = Metrics.counter(TrainModality.class, "picture-bytes");
  private final Counter modelBytes = Metrics.counter(TrainModality.class, "model-bytes");
  private final Quarantining quarantining = new Quarantining(TrainModality.class);

  TrainOnStudies(TrainingTask task, List<PCollectionView<List<ModelReference>>> parents) {
    this.task = task;
    this.parents = parents;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    StageLog.of(context.getPipelineOptions(), "train " + named(context.element().getKey()))
        .around(() -> train(context));
  }

  private void train(ProcessContext context) throws IOException {
    long seed = context.element().getKey();
    String name = task.fusion().classifier();
    String folder = task.folder(seed);
    Recipe recipe = task.recipe().withSeed(seed);
    List<ModelReference> references = parentsOf(seed, context);
    try (SharedModels.Lease lease = SharedModels.ofThisProcess().open(references, task.device());
        NDManager manager = lease.manager().newSubManager();
        TrainingPart part =
            TrainingPart.read(
                context.element().getValue(),
                side(lease.classifiers()),
                bad ->
                    quarantining.take(
                        bad, out -> context.output(TrainClassifier.QUARANTINED, out)))) {
      modelBytes.inc(lease.bytesRead());
      pictureBytes.inc(part.pictureBytes());
      List<String> facts = new ArrayList<>();
      facts.add(task.fusion() + " " + recipe);
      references.forEach(parent -> facts.add(parent.getDigest()));
      if (task.encoder() != null) {
        facts.add(task.encoder().digest());
      }
      String trainingDigest = part.digest(facts);
      RunFiles store = new RunFiles(folder);
      Optional<String> known = ModelFolder.finished(store, trainingDigest);
      if (known.isPresent()) {
        ModelFolder.clearCheckpoints(store);
        reused.inc();
        context.output(new ModelReference(name, folder, known.get(), task.replica(seed)));
        return;
      }
      List<TrainingExample> examples = part.examples();
      if (examples.stream().map(TrainingExample::label).distinct().count() < 2) {
        throw new IllegalStateException(
            name
                + " cannot be trained: the training part has "
                + examples.size()
                + " studies of one diagnosis alone; give more studies");
      }
      if (task.fusion() != Fusion.ENSEMBLE) {
        trained.inc(examples.size());
      }
      Map<String, String> parentDigests = new TreeMap<>();
      references.forEach(parent -> parentDigests.put(parent.getName(), parent.getDigest()));
      ModelCard card = ModelCard.begin(name, recipe, trainingDigest, parentDigests);
      String digest =
          DeviceTurns.ofThisProcess()
              .train(
                  manager.getDevice(),
                  () -> train(manager, lease.classifiers(), card, examples, store));
      context.output(new ModelReference(name, folder, digest, task.replica(seed)));
    }
  }

  /** What lines of the log call the classifier of a seed. */
  private String named(long seed) {
    return task.fusion().classifier() + (task.seeds().isEmpty() ? "" : ", seed " + seed);
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
      ModelCard card,
      List<TrainingExample> examples,
      RunFiles store)
      throws IOException {
    Recipe recipe = card.recipe();
    TrainingProgress progress =
        new TrainingProgress(named(recipe.seed()), recipe.epochs(), examples.size());
    ClassifierTraining training =
        new ClassifierTraining(manager, examples, progress)
            .withCheckpoint(store, card.trainingDigest());
    Optional<PretrainedText> text =
        task.fusion() == Fusion.TEXT ? task.encoder().text() : Optional.empty();
    Optional<Weights> pretrained =
        task.encoder() == null ? Optional.empty() : task.encoder().read(manager);
    ClassifierTraining begun = pretrained.map(training::startingFrom).orElse(training);
    try (Classifier classifier =
        Gradients.without(() -> fit(begun, opened, card.parents(), examples, text, recipe))) {
      long captionsCut =
          examples.stream().filter(example -> classifier.cuts(example.caption())).count();
      if (task.fusion() == Fusion.TEXT) {
        cut.inc(captionsCut);
      }
      return ModelFolder.publish(
          store, classifier, card.withCurve(progress.curve()).withCaptionsCut(captionsCut));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Classifier fit(
      ClassifierTraining training,
      Map<String, Classifier> opened,
      Map<String, String> parentDigests,
      List<TrainingExample> examples,
      Optional<PretrainedText> pretrained,
      Recipe recipe) {
    Classifier image = opened.get(Fusion.IMAGE.classifier());
    Classifier text = opened.get(Fusion.TEXT.classifier());
    return switch (task.fusion()) {
      case IMAGE ->
          training.image(
              task.encoder().network(), PixelInput.measure(task.imageSide(), examples), recipe);
      case TEXT -> {
        if (pretrained.isPresent()) {
          PretrainedText encoder = pretrained.get();
          yield training.text(encoder.encoder(), encoder.tokenizer(), recipe);
        }
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

  private int side(Map<String, Classifier> opened) {
    // The ensemble is made of its parents alone.
    if (!task.fusion().seesPictures() || task.fusion() == Fusion.ENSEMBLE) {
      return 0;
    }
    Classifier image = opened.get(Fusion.IMAGE.classifier());
    return image == null ? task.imageSide() : image.architecture().pixels().height();
  }
}
