package io.gauntlet.pipelines.command;

import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.pipelines.options.CommandLineOptions;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.plan.CohortSample;
import io.gauntlet.pipelines.plan.PlanText;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.PassTimes;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * {@code gauntlet plan}: what a run with the same options would attack, what of it is computed
 * once, and how long it would take here. It trains nothing: the times are those of networks of the
 * same shape with random weights.
 */
final class PlanCommand implements Command {
  private static final List<String> USUAL =
      List.of(
          "no acute cardiopulmonary abnormality . the heart is normal in size . the lungs are clear"
              + " . no pleural effusion or pneumothorax . chest pain");

  /** Reports on which attacks on words are tried. */
  private static final int FEW = 8;

  /** What a run needs and a plan can do without. */
  private static final List<String> NOT_NEEDED =
      List.of("reports", "projections", "images", "output");

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String usage() {
    return "[--reports=FILE] [--attacks=...] [any option of run]";
  }

  @Override
  public String summary() {
    return "Prints what a run would attack, what is computed once, and how long it takes.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return GauntletOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    for (String option : NOT_NEEDED) {
      if (arguments.stream().noneMatch(argument -> argument.startsWith("--" + option + "="))) {
        all.add("--" + option + "=");
      }
    }
    GauntletOptions options = CommandLineOptions.parse(GauntletOptions.class, all);
    FileSystems.setDefaultPipelineOptions(options);
    RunRequest request = Requests.run(options);
    String reports = request.cohort().files().reports();
    CohortSample cohort =
        reports.isEmpty() ? new CohortSample(0, USUAL) : CohortSample.read(reports, FEW);
    List<String> captions = cohort.captions().isEmpty() ? USUAL : cohort.captions();
    AttackPlan plan =
        AttackPlan.of(
            request.training().victims().profiles(),
            request.attacks().grid(),
            AttackCosts.on(AttackCatalogue.load(), captions));
    PlanText text = new PlanText(plan, out);
    text.cells();
    text.nodes();
    text.passes();
    text.time(
        measure(request, captions),
        Math.round(cohort.reports() * (1 - request.split().trainFraction())),
        Runtime.getRuntime().availableProcessors());
    return DONE;
  }

  private static PassTimes measure(RunRequest request, List<String> captions) {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<NetworkVictim> untrained =
          request.training().victims().victims().stream()
              .flatMap(victim -> victim.design().untrained(manager, captions).stream())
              .toList();
      PassTimes times = PassTimes.measure(untrained, captions, request.attacks().batch());
      untrained.forEach(NetworkVictim::close);
      return times;
    }
  }
}
