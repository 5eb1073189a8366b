package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.words.Lexicon;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.plan.run.ReportPool;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.chosen.ChooseGallery;
import io.gauntlet.transforms.attacking.chosen.ChooseReports;
import io.gauntlet.transforms.attacking.chosen.KeptData;
import io.gauntlet.transforms.attacking.chosen.KnownReports;
import io.gauntlet.transforms.attacking.order.AtOnce;
import io.gauntlet.transforms.attacking.order.WorkOrder;
import io.gauntlet.transforms.io.NamedOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Runs a grid of attacks on studies, against every victim.
 *
 * <pre>{@code
 * AttackStudies.Result attacked =
 *     test.apply(AttackStudies.withGrid(AttackGrid.paper()).against(victims).withSeed(1));
 * PCollection<Outcome> outcomes = attacked.outcomes();
 * }</pre>
 *
 * <p>Studies are put into batches by their uid and the size of the cohort alone. What is done to a
 * batch is an {@link io.gauntlet.plan.AttackPlan}, of which each part goes to whichever worker is
 * free: the outcomes are the same whatever the bundling, the parallelism and the retries. A study
 * that cannot be read is quarantined, and so is an attack that a victim does not allow.
 */
public final class AttackStudies extends PTransform<PCollection<Study>, AttackStudies.Result> {
  static final TupleTag<Outcome> OUTCOMES = new TupleTag<>("outcomes") {};

  /** Studies that cannot be read. */
  static final TupleTag<Quarantined> QUARANTINED = new TupleTag<>("quarantined") {};

  /** Attacks that a victim does not allow, once for every batch. */
  static final TupleTag<Quarantined> OMITTED = new TupleTag<>("omitted") {};

  /** Parts that are finished. */
  static final TupleTag<PartName> PARTS = new TupleTag<>("parts") {};

  /** Studies that were attacked now, and not in an earlier attempt, by the share of the work. */
  static final TupleTag<Double> WORK = new TupleTag<>("work") {};

  private static final long serialVersionUID = 1;
  private static final int USUAL_BATCH = 32;

  private final AttackSettings settings;
  private final Destination destination;
  private final KnownReports known;
  private final transient ImmutableList<PCollection<ModelReference>> victims;

  /**
   * What the attacks led to.
   *
   * @param outcomes one for each study, victim and attack
   * @param quarantined studies that could not be read, and attacks that a victim does not allow
   * @param parts what is in each part; empty where outcomes are not kept by parts
   * @param primaries what came first; empty where all was done at once
   */
  public record Result(
      PCollection<Outcome> outcomes,
      PCollection<Quarantined> quarantined,
      Optional<PCollection<PartSummary>> parts,
      Optional<Primaries> primaries)
      implements NamedOutputs {

    /**
     * What came first.
     *
     * @param outcomes of it, as soon as they are there
     * @param quarantined studies that could not be read
     * @param scope what was left out for a deadline: one element once all is done, or none without
     *     a deadline
     */
    public record Primaries(
        PCollection<Outcome> outcomes,
        PCollection<Quarantined> quarantined,
        PCollection<RunScope> scope) {}

    @Override
    public Map<String, PCollection<?>> byName() {
      ImmutableMap.Builder<String, PCollection<?>> all = ImmutableMap.builder();
      all.put("outcomes", outcomes).put("quarantined", quarantined);
      parts.ifPresent(summaries -> all.put("parts", summaries));
      return all.buildOrThrow();
    }
  }

  private AttackStudies(
      AttackSettings settings,
      Destination destination,
      KnownReports known,
      ImmutableList<PCollection<ModelReference>> victims) {
    this.known = known;
    this.settings = settings;
    this.destination = destination;
    this.victims = victims;
  }

  /** Attacks in batches of 32 studies, with seed 1; no images are kept. */
  public static AttackStudies withGrid(AttackGrid grid) {
    return new AttackStudies(
        new AttackSettings(
            grid,
            USUAL_BATCH,
            1,
            KeptData.NO_GALLERY,
            ComputeDevice.AUTO,
            new AtOnce(),
            EarlierOutcomes.NONE),
        new HandOn(),
        KnownReports.ofAttacked(),
        ImmutableList.of());
  }

  /**
   * The victims, beside those that are given already. Models that name a replica are attacked
   * beside the others of their replica, and their outcomes name it too.
   */
  public AttackStudies against(PCollection<ModelReference> models) {
    return copy(
        settings,
        destination,
        known,
        ImmutableList.<PCollection<ModelReference>>builder().addAll(victims).add(models).build());
  }

  private AttackStudies with(AttackSettings other) {
    return copy(other, destination, known, victims);
  }

  /**
   * Keeps the outcomes in a folder, each part as soon as it is attacked. A part that is there
   * already, of the same victims, attacks and studies, is not attacked again: so a run that was
   * stopped goes on.
   *
   * @param folder for parts alone, on any of Beam's file systems
   */
  public AttackStudies keptIn(String folder) {
    return copy(settings, new KeepParts(folder), known, victims);
  }

  /**
   * Takes the outcomes of an earlier run where an attack would give the same, and attacks the rest.
   */
  public AttackStudies reusing(EarlierOutcomes earlier) {
    return with(settings.withEarlier(earlier));
  }

  /**
   * The studies whose reports say what words belong, for attacks that put no others in; they are
   * those of the training part, or, unless given, those that are attacked.
   */
  public AttackStudies withReports(PCollection<Study> training) {
    return copy(settings, destination, known.of(training), victims);
  }

  /** The terms that may stand for each other in a report; those that are shipped unless given. */
  public AttackStudies withLexicon(Lexicon lexicon) {
    return copy(settings, destination, known.with(lexicon), victims);
  }

  /** About as many studies attacked as one. */
  public AttackStudies withBatch(int studies) {
    return with(settings.withBatch(studies));
  }

  /** The seed of all randomness. */
  public AttackStudies withSeed(long seed) {
    return with(settings.withSeed(seed));
  }

  /**
   * How many studies keep their images and captions in their outcomes, for people to look at: those
   * with the smallest {@link io.gauntlet.plan.run.KeptStudies#rank}.
   */
  public AttackStudies withGallery(int studies) {
    return with(settings.withKept(settings.kept().withGallery(studies)));
  }

  /** Which captions the outcomes keep; all unless given. */
  public AttackStudies withCaptions(KeptCaptions kept) {
    return with(settings.withKept(settings.kept().with(kept)));
  }

  /** The order in which the work is done, and by when; all at once unless given. */
  public AttackStudies inOrder(WorkOrder order) {
    return with(settings.withOrder(order));
  }

  // In Beam, resource hints are set on a transform itself: a copy has none unless it is given them.
  private AttackStudies copy(
      AttackSettings settings,
      Destination destination,
      KnownReports known,
      ImmutableList<PCollection<ModelReference>> victims) {
    AttackStudies copy = new AttackStudies(settings, destination, known, victims);
    copy.setResourceHints(getResourceHints());
    return copy;
  }

  /** Where the victims run. */
  public AttackStudies withDevice(ComputeDevice device) {
    return with(settings.withDevice(device));
  }

  @Override
  public Result expand(PCollection<Study> studies) {
    PCollectionView<Long> count =
        studies.apply("CountStudies", Count.globally()).apply("AsCount", View.asSingleton());
    PCollectionView<List<String>> kept =
        studies.apply(
            "ChooseGallery", new ChooseGallery(settings.kept().gallery(), settings.seed()));
    PCollection<ModelReference> all = allVictims();
    AttackViews views =
        new AttackViews(
            all.apply("AsModels", View.asList()),
            count,
            kept,
            reports(studies),
            studies.apply("KnownReports", known.with(reading())),
            known.lexicon());
    PCollection<KV<Integer, Study>> keyed =
        studies.apply(
            "AssignBatch",
            ParDo.of(new AssignBatch(count, settings.batch())).withSideInputs(count));
    return new AttackPortions(all, views, settings, destination).attack(keyed);
  }

  /** The reports that attacks of the grid put in the place of others; none where none does. */
  private PCollectionView<List<Study>> reports(PCollection<Study> studies) {
    return settings.grid().attacks().stream().anyMatch(ReportPool::isNeededBy)
        ? studies.apply("ChooseReports", new ChooseReports(settings.seed()))
        : studies
            .getPipeline()
            .apply("NoReports", Create.empty(studies.getCoder()))
            .apply("AsNoReports", View.asList());
  }

  private KnownReports.Reading reading() {
    return settings.grid().attacks().stream().anyMatch(Draws::readsWords)
        ? KnownReports.Reading.COUNTED
        : KnownReports.Reading.UNREAD;
  }

  private PCollection<ModelReference> allVictims() {
    if (victims.isEmpty()) {
      throw new IllegalStateException("there are no victims to attack; give some by against");
    }
    return victims.size() == 1
        ? victims.get(0)
        : PCollectionList.of(victims).apply("AllVictims", Flatten.pCollections());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.delegate(settings).delegate(destination).include("known", known);
  }
}
