package io.gauntlet.templates;

import io.gauntlet.pipelines.options.GridOptions;
import io.gauntlet.pipelines.options.PrepareCohortOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.RunOptions;
import io.gauntlet.pipelines.options.TrainingOptions;
import io.gauntlet.pipelines.plan.PlannedWork;
import io.gauntlet.plan.cost.Passes;
import io.gauntlet.transforms.training.VictimList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a launch will need, by stage, from the same plan that the run follows. An upper bound for
 * attacks, which end early where they succeed; start-up, the join and idle workers come on top.
 *
 * @param stages in the order that they run in
 */
record LaunchEstimate(List<Stage> stages) {
  /** Share of the studies that train where the template does not split. */
  private static final double USUAL_TRAIN_FRACTION = 0.8;

  /**
   * One stage.
   *
   * @param passes a study
   * @param share of the cohort's studies that it works on
   */
  record Stage(String name, Passes passes, double share) {}

  LaunchEstimate {
    stages = List.copyOf(stages);
  }

  /** Of a template with these parameters. */
  static LaunchEstimate of(RunOptions options) {
    double train =
        options instanceof PrepareCohortOptions split
            ? split.getTrainFraction()
            : USUAL_TRAIN_FRACTION;
    List<Stage> stages = new ArrayList<>();
    if (options instanceof TrainingOptions training) {
      Passes passes = PlannedWork.training(Requests.victims(training), Requests.seeds(training));
      stages.add(new Stage("training", passes, train));
    }
    if (options instanceof GridOptions grid) {
      VictimList victims = Requests.victims(grid.as(TrainingOptions.class));
      Passes passes =
          PlannedWork.attacks(victims, Requests.grid(grid, Requests.modalities(grid, victims)));
      stages.add(new Stage("attack", passes, 1 - train));
    }
    return new LaunchEstimate(stages);
  }

  /** The estimate as lines; hours and costs where there are studies and prices. */
  String print(Optional<Long> studies, Optional<Prices> prices) {
    StringBuilder text = new StringBuilder();
    double total = 0;
    for (Stage stage : stages) {
      text.append(
          String.format(
              Locale.ROOT, "%-9s %,10.0f passes a study", stage.name(), stage.passes().total()));
      if (studies.isPresent() && prices.isPresent()) {
        double hours = prices.get().hours(stage.passes(), stage.share() * studies.get());
        total += hours * prices.get().workerHour();
        text.append(
            String.format(
                Locale.ROOT,
                ", %,8.2f GPU hours, %,8.2f %s",
                hours,
                hours * prices.get().workerHour(),
                prices.get().currency()));
      }
      text.append('\n');
    }
    if (stages.isEmpty()) {
      return text.append("no stage of this template needs a GPU\n").toString();
    }
    prices.ifPresent(
        known ->
            text.append("prices and speeds of ")
                .append(known.date())
                .append(": ")
                .append(known.source())
                .append('\n'));
    if (total > 0) {
      text.append(
          String.format(Locale.ROOT, "total     %,.2f %s%n", total, prices.get().currency()));
    } else {
      text.append("give --studies and --prices for hours and costs\n");
    }
    return text.toString();
  }
}
