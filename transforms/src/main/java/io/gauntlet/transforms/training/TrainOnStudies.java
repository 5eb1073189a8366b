package io.gauntlet.transforms.training;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.TrainingAttacks;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.data.words.Lexicon;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.Adversaries;
import io.gauntlet.model.training.VictimTraining;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.chosen.KnownReports;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.process.SharedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Trains the victim of one seed on all studies, in the order of their uids. */
final class TrainOnStudies extends DoFn<KV<Long, Iterable<Study>>, ModelReference> {
  private static final long serialVersionUID = 1;

  private final TrainingJob job;
  private final List<PCollectionView<List<ModelReference>>> parents;
  private final Counter reused = Metrics.counter(TrainVictim.class, "models-reused");
  private final Counter cut = Metrics.counter(TrainVictim.class, "captions-cut");
  private final Counter trained = Metrics.counter(TrainVictim.class, "studies-trained");
  private final Counter imageBytes = Metrics.counter(TrainVictim.class, "picture-bytes");
  private final Counter modelBytes = Metrics.counter(TrainVictim.class, "model-bytes");
  private final Quarantining quarantining = new Quarantining(TrainVictim.class);
  private transient VictimCatalogue own;

  TrainOnStudies(TrainingJob job, List<PCollectionView<List<ModelReference>>> parents) {
    this.job = job;
    this.parents = parents;
  }

  @Setup
  public void setUp() {
    own = VictimCatalogue.load();
  }

  @ProcessElement
  public void process(ProcessContext context) {
    StageLog.of(context.getPipelineOptions(), "train " + job.describe(context.element().getKey()))
        .around(() -> train(context));
  }

  private void train(ProcessContext context) throws IOException {
    long seed = context.element().getKey();
    Design design = job.victim().withRunSeed(seed).design();
    List<ModelReference> references = parentsOf(seed, context);
    try (SharedModels.Lease lease =
            SharedModels.ofThisProcess().open(references, job.device(), own);
        NDManager manager = lease.manager().newSubManager()) {
      modelBytes.inc(lease.bytesRead());
      List<TrainedVictim> opened =
          references.stream().map(parent -> trained(lease.victims(), parent.getName())).toList();
      try (TrainingPart part =
          TrainingPart.read(
              context.element().getValue(),
              imageSize(design, opened),
              bad -> quarantining.take(bad, out -> context.output(TrainVictim.QUARANTINED, out)))) {
        imageBytes.inc(part.imageBytes());
        checkClasses(part.classes(), lease.victims());
        String trainingDigest = part.digest(facts(design, references, part.classes()));
        RunFiles store = new RunFiles(job.folder(seed));
        Optional<String> known = ModelFolder.finished(store, trainingDigest);
        if (known.isPresent()) {
          ModelFolder.clearCheckpoints(store);
          reused.inc();
          context.output(job.reference(seed, known.get()));
          return;
        }
        checkBothClasses(part.examples());
        if (design.training().isPresent()) {
          trained.inc(part.examples().size());
        }
        Making making =
            new Making(
                design, seed, trainingDigest, opened, ImmutableSortedMap.copyOf(lease.digests()));
        String digest =
            DeviceTurns.ofThisProcess()
                .train(manager.getDevice(), () -> train(manager, making, part, store));
        context.output(job.reference(seed, digest));
      }
    }
  }

  /**
   * What is being made.
   *
   * @param seed of the run
   * @param trainingDigest of everything that decides the result
   * @param parents open, in the order of the design
   * @param digests of the parents, by name
   */
  private record Making(
      Design design,
      long seed,
      String trainingDigest,
      List<TrainedVictim> parents,
      ImmutableSortedMap<String, String> digests) {}

  /** A victim whose threshold is measured is shown what its parents are shown. */
  private Optional<ImageSize> imageSize(Design design, List<TrainedVictim> opened) {
    Optional<ImageSize> side = design.imageSize(opened);
    return side.isEmpty() && job.threshold().isMeasured() ? Workshop.imageSize(opened) : side;
  }

  /** What is fused, and a threshold, must fit the classes of the studies. */
  private void checkClasses(List<String> classes, Map<String, Victim> parents) {
    if (!job.threshold().equals(ThresholdChoice.HALF)) {
      OperatingPoint.requireTwo(classes);
    }
    parents.forEach(
        (name, parent) ->
            ClassNames.requireSame(
                new ClassNames.Named("the victim " + name, parent.classNames()),
                new ClassNames.Named("the training part", classes),
                "train " + name + " on the same classes"));
  }

  private List<String> facts(Design design, List<ModelReference> references, List<String> classes)
      throws IOException {
    List<String> facts = new ArrayList<>();
    facts.add(design.kind().name() + design.training().map(recipe -> " " + recipe).orElse(""));
    references.forEach(parent -> facts.add(parent.getDigest()));
    facts.addAll(design.networks());
    if (!job.threshold().equals(ThresholdChoice.HALF)) {
      facts.add("threshold " + job.threshold());
    }
    if (!classes.equals(ClassNames.NORMAL_ABNORMAL)) {
      facts.add("classes " + classes);
    }
    return facts;
  }

  private void checkBothClasses(List<TrainingExample> examples) {
    if (examples.stream().map(TrainingExample::label).distinct().count() < 2) {
      throw new IllegalStateException(
          job.victim().name()
              + " cannot be trained: the training part has "
              + examples.size()
              + " studies of one diagnosis alone; give more studies");
    }
  }

  private static TrainedVictim trained(Map<String, Victim> victims, String name) {
    return victims
        .get(name)
        .trained()
        .orElseThrow(
            () -> new IllegalStateException(name + " was not trained here and cannot be fused"));
  }

  private List<ModelReference> parentsOf(long seed, ProcessContext context) {
    List<ModelReference> references =
        parents.stream()
            .flatMap(parent -> context.sideInput(parent).stream())
            .filter(
                parent ->
                    Objects.equals(
                        Optional.ofNullable(parent.getReplica()), job.seeds().replica(seed)))
            .toList();
    if (references.size() != parents.size()) {
      throw new IllegalStateException(
          "%s of seed %s needs %s victims of that seed to fuse, and was given %s"
              .formatted(
                  job.victim().name(),
                  seed,
                  parents.size(),
                  references.stream().map(ModelReference::getName).toList()));
    }
    return references;
  }

  private String train(NDManager manager, Making making, TrainingPart part, RunFiles store)
      throws IOException {
    List<TrainingExample> examples = part.examples();
    int epochs = making.design().training().map(Recipe::epochs).orElse(1);
    TrainingProgress progress =
        new TrainingProgress(job.describe(making.seed()), epochs, examples.size());
    VictimTraining training =
        new VictimTraining(manager, job.victim().name(), examples, progress)
            .ofClasses(part.classes())
            .withCheckpoint(store, making.trainingDigest());
    VictimTraining defended =
        making
            .design()
            .training()
            .map(Recipe::defence)
            .filter(Defence::isActive)
            .map(defence -> training.against(attacks(defence, examples)))
            .orElse(training);
    Workshop workshop =
        new Workshop(manager, defended, examples, making.parents(), making.digests());
    try (TrainedVictim victim = Gradients.without(() -> make(making.design(), workshop))) {
      long captionsCut =
          victim
              .branch(TextBranch.class)
              .map(text -> examples.stream().filter(e -> text.cuts(e.caption())).count())
              .orElse(0L);
      // Fusions cut the captions that their parents cut, and were counted there.
      if (making.parents().isEmpty()) {
        cut.inc(captionsCut);
      }
      ModelCard card =
          ModelCard.begin(
                  job.victim().name(),
                  making.design().training().orElse(null),
                  making.trainingDigest(),
                  making.digests())
              .withCurve(progress.curve())
              .withCaptionsCut(captionsCut);
      OperatingPoint point = job.threshold().of(training, victim, examples);
      progress.ended();
      return ModelFolder.publish(store, victim.at(point), card);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Adversaries attacks(Defence defence, List<TrainingExample> examples) {
    List<String> captions = examples.stream().map(TrainingExample::caption).toList();
    return new TrainingAttacks(AttackCatalogue.load())
        .of(defence, () -> KnownReports.ofCaptions(captions, Lexicon.shipped()));
  }

  private static TrainedVictim make(Design design, Workshop workshop) {
    try {
      return design.train(workshop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
