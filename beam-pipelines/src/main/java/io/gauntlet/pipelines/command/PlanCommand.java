package io.gauntlet.pipelines.command;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.Maps;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.data.BadInputException;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.VictimProvider.Foreseen;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.plan.CohortSample;
import io.gauntlet.pipelines.plan.PlanText;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.PassTimes;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.training.Design;
import io.gauntlet.transforms.training.TrainableVictim;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    CohortFiles files = request.cohort().files();
    CohortSample cohort = files.reports().isEmpty() ? new CohortSample(0, USUAL) : sample(files);
    List<String> captions = cohort.captions().isEmpty() ? USUAL : cohort.captions();
    AttackPlan plan =
        AttackPlan.of(
            request.plannedVictims(),
            request.attacks().grid(),
            AttackCosts.on(AttackCatalogue.load(), captions));
    if (plan.victims().isEmpty()) {
      out.println(
          "What --victims brings is known once it is opened, so that nothing can be planned.");
      return DONE;
    }
    long tested =
        Math.min(
            request.attacks().limits().sample().orElse(Integer.MAX_VALUE),
            Math.round(cohort.reports() * (1 - request.split().trainFraction())));
    PlanText text = new PlanText(plan, out);
    text.cells();
    text.nodes();
    text.passes();
    text.time(measure(request, captions), tested, Runtime.getRuntime().availableProcessors());
    text.bill(
        Maps.transformValues(request.attacks().victims().foreseen(), Foreseen::price), tested);
    return DONE;
  }

  private static CohortSample sample(CohortFiles files) {
    try {
      return CohortSample.read(files.reports(), files.encoding(), FEW);
    } catch (BadInputException e) {
      throw new UsageException("--reports: " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw new UsageException("--reports: no file " + files.reports() + "; name the CSV table", e);
    } catch (IOException e) {
      throw new UsageException("--reports: " + e.getMessage(), e);
    }
  }

  /** The times of each victim that has networks, those of a fusion being its parents'. */
  private static Map<String, PassTimes> measure(RunRequest request, List<String> captions) {
    Map<String, PassTimes> times = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (TrainableVictim victim : request.training().victims().parentsFirst()) {
        Design design = victim.design();
        Optional<NetworkVictim> untrained = design.untrained(manager, captions);
        if (untrained.isPresent()) {
          try (NetworkVictim network = untrained.get()) {
            times.put(
                victim.name(),
                PassTimes.measure(manager, network, captions, request.attacks().batch()));
          }
        } else {
          design.parents().values().stream()
              .map(times::get)
              .reduce(PassTimes::plus)
              .ifPresent(sum -> times.put(victim.name(), sum));
        }
      }
    }
    return times;
  }
}
