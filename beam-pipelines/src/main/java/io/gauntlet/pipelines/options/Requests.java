package io.gauntlet.pipelines.options;

import com.google.common.base.Strings;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.GridText;
import io.gauntlet.data.Modality;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.pipelines.request.Brought;
import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.CompareRequest;
import io.gauntlet.pipelines.request.GateRequest;
import io.gauntlet.pipelines.request.HardwareRequest;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.Modalities;
import io.gauntlet.pipelines.request.NightRequest;
import io.gauntlet.pipelines.request.OwnVictims;
import io.gauntlet.pipelines.request.PostRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.ReportRequest;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.pipelines.request.SplitRequest;
import io.gauntlet.pipelines.request.TimeLimit;
import io.gauntlet.pipelines.request.TrainedModels;
import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.request.WorkLimits;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.LossLimit;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.transforms.attacking.chosen.KeptData;
import io.gauntlet.transforms.training.ThresholdChoice;
import io.gauntlet.transforms.training.TrainingSeeds;
import io.gauntlet.transforms.training.VictimList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The door: reads options once into the values that everything behind it takes. Each method throws
 * a {@link UsageException} at the first option that cannot be.
 */
public final class Requests {
  private static final String NONE = "none";
  private static final Set<String> NO_FACTS =
      Set.of("output", "gpu", "minRam", "maxLostShare", "policyFile", "deadline");

  private Requests() {}

  /** A whole run; the files of its cohort are not looked at yet. */
  public static RunRequest run(GauntletOptions options) {
    TrainingRequest training = training(options);
    Set<Modality> modalities = modalities(options, training.victims());
    return new RunRequest(
        options.getOutput(),
        cohort(options, modalities),
        split(options),
        training,
        attacks(options, modalities, training.hardware()),
        scoring(options),
        models(options));
  }

  /**
   * What the victims of a run see, all together.
   *
   * @param trained those of them that it trains
   */
  public static Set<Modality> modalities(ModalityOptions options, VictimList trained) {
    return trained.isEmpty() ? Modalities.parse(options.getModalities()) : trained.modalities();
  }

  /** The models that are attacked instead of training any; empty where some are trained. */
  private static Optional<TrainedModels> models(GridOptions options) {
    return Optional.ofNullable(options.getModelsFrom())
        .map(folder -> EarlierRun.in("--modelsFrom", folder).requireModels().models())
        .map(TrainedModels::in);
  }

  /** A night; the files of its cohort and its reference are not looked at yet. */
  public static NightRequest night(NightlyOptions options) {
    RunRequest run = run(options);
    Optional<String> table =
        Optional.of(options.getHistoryTable()).filter(name -> !name.equals(NONE));
    GateRequest gate =
        GateRequest.of(
            options.getReferenceRun(),
            options.getPolicyFile(),
            options.getReattackReference()
                ? GateRequest.Asking.AS_THE_NIGHT
                : GateRequest.Asking.AS_IT_WAS);
    if (table.isPresent() && options.getTempLocation() == null) {
      throw new UsageException(
          "--historyTable needs --tempLocation: a folder in a bucket, from which rows are loaded");
    }
    return new NightRequest(run, gate, table);
  }

  /** The cohort; its files are not looked at yet. */
  public static CohortRequest cohort(CohortOptions options) {
    return cohort(options, Modalities.parse(options.getModalities()));
  }

  private static CohortRequest cohort(CohortOptions options, Set<Modality> modalities) {
    return CohortRequest.of(options.getSource(), CohortDoor.files(options, modalities));
  }

  /** How the cohort is split. */
  public static SplitRequest split(PrepareCohortOptions options) {
    LossLimit.of(options);
    return new SplitRequest(options.getTrainFraction(), options.getSeed());
  }

  private static ThresholdChoice threshold(TrainingOptions options) {
    return UsageException.reading(
        "--threshold", () -> ThresholdChoice.parse(options.getThreshold()));
  }

  /** Which victims are trained, and how; their first weights are looked at. */
  public static TrainingRequest training(TrainingOptions options) {
    LossLimit.of(options);
    VictimList victims = TrainedVictims.fitting(options);
    Recipes.check(options);
    return new TrainingRequest(
        victims, Recipes.seeds(options), Workers.of(options), threshold(options));
  }

  /** The victims that are trained; their first weights are not looked at. */
  public static VictimList victims(TrainingOptions options) {
    return TrainedVictims.of(options);
  }

  /** The seeds with which they are trained. */
  public static TrainingSeeds seeds(TrainingOptions options) {
    return Recipes.seeds(options);
  }

  /** What is attacked, and with what, where the victims are trained already. */
  public static AttackRequest attacks(GridOptions options) {
    return attacks(options, Modalities.parse(options.getModalities()), Workers.of(options));
  }

  private static AttackRequest attacks(
      GridOptions options, Set<Modality> modalities, HardwareRequest hardware) {
    LossLimit.of(options);
    return new AttackRequest(
        grid(options, modalities),
        new Brought(
            OwnVictims.of(options.getVictims()),
            Brought.lexicon(Strings.nullToEmpty(options.getLexicon()))),
        options.getAttackBatch(),
        kept(options),
        options.getSeed(),
        limits(options),
        hardware);
  }

  private static KeptData kept(GridOptions options) {
    Limits.atLeast("--gallery", options.getGallery(), 0);
    String captions = options.getKeepCaptions() == null ? "all" : options.getKeepCaptions();
    return UsageException.reading(
        "--keepCaptions", () -> new KeptData(options.getGallery(), KeptCaptions.parse(captions)));
  }

  private static WorkLimits limits(GridOptions options) {
    return new WorkLimits(
        options.getSample() == null ? OptionalInt.empty() : OptionalInt.of(options.getSample()),
        GateRequest.policy(options.getPolicyFile()),
        Optional.of(options.getDeadline())
            .filter(text -> !text.isEmpty())
            .map(text -> TimeLimit.parse("--deadline", text)));
  }

  /**
   * The attacks alone.
   *
   * @param modalities what the victims see
   */
  public static AttackGrid grid(GridOptions options, Set<Modality> modalities) {
    GridText text =
        new GridText(
            options.getAttacks(),
            options.getTransfers(),
            options.getEpsilons(),
            options.getFractions(),
            options.getMaxQueries());
    try {
      return text.parse(modalities);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  /** How outcomes are scored. */
  public static ScoringRequest scoring(ScoringOptions options) {
    return new ScoringRequest(options.getMinSlice());
  }

  /** The victims that are held against each other. */
  public static CompareRequest compare(CompareOptions options) {
    return CompareRequest.of(
        options.getRun(),
        options.getVictims(),
        options.getAttack(),
        options.getMetric(),
        options.getFamily(),
        Optional.ofNullable(options.getOutput()));
  }

  /** The server that gets the results; empty for none. */
  public static Optional<PostRequest> post(PostOptions options) {
    return Optional.ofNullable(options.getPost()).map(PostRequest::parse);
  }

  /** The report that is made again. */
  public static ReportRequest report(ReportOptions options) {
    return new ReportRequest(
        options.getOutput(),
        scoring(options),
        Optional.ofNullable(options.getHistory()),
        post(options));
  }

  /**
   * The options that decide results.
   *
   * @param type those of one command or pipeline
   */
  public static Provenance provenance(
      PipelineOptions options, Class<? extends PipelineOptions> type) {
    return provenance(options, type, NO_FACTS);
  }

  /**
   * The options that decide results, but for some; and whether some cells come before others, which
   * decides what is in a part.
   */
  public static Provenance provenance(
      PipelineOptions options, Class<? extends PipelineOptions> type, Set<String> noFacts) {
    Provenance facts = Provenance.of(CommandLineOptions.values(options, type, noFacts));
    return GridOptions.class.isAssignableFrom(type)
            && limits(options.as(GridOptions.class)).isOrdered()
        ? facts.inOrder()
        : facts;
  }
}
