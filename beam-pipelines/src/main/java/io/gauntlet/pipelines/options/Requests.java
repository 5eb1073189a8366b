package io.gauntlet.pipelines.options;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.ComparisonRequest;
import io.gauntlet.pipelines.request.ComparisonRequest.Promotion;
import io.gauntlet.pipelines.request.GateRequest;
import io.gauntlet.pipelines.request.GridText;
import io.gauntlet.pipelines.request.HardwareRequest;
import io.gauntlet.pipelines.request.Modalities;
import io.gauntlet.pipelines.request.NightRequest;
import io.gauntlet.pipelines.request.OwnVictims;
import io.gauntlet.pipelines.request.PolicyText;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.ReportRequest;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.pipelines.request.SplitRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.request.VerdictFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The door: reads options once into the values that everything behind it takes. Each method throws
 * a {@link UsageException} at the first option that cannot be.
 */
public final class Requests {
  private static final String NONE = "none";
  private static final Set<String> NO_FACTS = Set.of("output", "gpu", "minRam");

  private Requests() {}

  /** A whole run; the files of its cohort are not looked at yet. */
  public static RunRequest run(GauntletOptions options) {
    CohortRequest cohort = cohort(options);
    SplitRequest split = split(options);
    Checks.training(options);
    return new RunRequest(options.getOutput(), cohort, split, attacks(options), scoring(options));
  }

  /** A night; the files of its cohort and its baseline are not looked at yet. */
  public static NightRequest night(NightlyOptions options) {
    RunRequest run = run(options);
    Optional<String> table =
        Optional.of(options.getHistoryTable()).filter(name -> !name.equals(NONE));
    GateRequest gate =
        GateRequest.of(options.getBaselineRun(), options.getPolicyFile(), options.getSeed());
    if (table.isPresent() && options.getTempLocation() == null) {
      throw new UsageException(
          "--historyTable needs --tempLocation: a folder in a bucket, from which rows are loaded");
    }
    return new NightRequest(run, gate, table);
  }

  /** What the victims see. */
  public static ImmutableSet<Modality> modalities(ModalityOptions options) {
    return Modalities.parse(options.getModalities());
  }

  /** The cohort; its files are not looked at yet. */
  public static CohortRequest cohort(CohortOptions options) {
    return CohortRequest.of(
        options.getSource(),
        options.getReports(),
        options.getProjections(),
        Optional.ofNullable(options.getImages()),
        modalities(options));
  }

  /** How the cohort is split. */
  public static SplitRequest split(PrepareCohortOptions options) {
    return new SplitRequest(options.getTrainFraction(), options.getSeed());
  }

  /** What is attacked, and with what. */
  public static AttackRequest attacks(GridOptions options) {
    return new AttackRequest(
        grid(options),
        OwnVictims.of(options.getVictims()),
        options.getAttackBatch(),
        options.getGallery(),
        options.getSeed(),
        hardware(options));
  }

  /** Where networks are trained and attacked. */
  public static HardwareRequest hardware(HardwareOptions options) {
    return Workers.of(options);
  }

  /** The attacks alone. */
  public static AttackGrid grid(GridOptions options) {
    return new GridText(
            options.getAttacks(),
            options.getTransfers(),
            options.getEpsilons(),
            options.getFractions(),
            options.getMaxQueries())
        .parse(modalities(options));
  }

  /** How outcomes are scored. */
  public static ScoringRequest scoring(ScoringOptions options) {
    return new ScoringRequest(options.getMinSlice());
  }

  /** The report that is made again. */
  public static ReportRequest report(ReportOptions options) {
    return new ReportRequest(
        options.getOutput(), scoring(options), Optional.ofNullable(options.getHistory()));
  }

  /**
   * A run that is held against another one.
   *
   * @throws IOException when the policy cannot be read
   */
  public static ComparisonRequest comparison(GateOptions options) throws IOException {
    VerdictFormat format = VerdictFormat.named(options.getFormat());
    return new ComparisonRequest(
        options.getBaseline(),
        options.getCandidate(),
        new PolicyText(
                Optional.ofNullable(options.getPolicy()),
                Optional.ofNullable(options.getTolerance()),
                Optional.ofNullable(options.getAlpha()))
            .read(),
        format,
        options.getPromote() ? Promotion.BASELINE : Promotion.NONE,
        Optional.ofNullable(options.getHistory()));
  }

  /**
   * The options that decide results.
   *
   * @param type those of one command or pipeline
   */
  public static Provenance provenance(
      PipelineOptions options, Class<? extends PipelineOptions> type) {
    return Provenance.of(CommandLineOptions.values(options, type, NO_FACTS));
  }
}
