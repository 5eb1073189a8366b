package io.gauntlet.templates;

import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.NightlyRegression;
import io.gauntlet.pipelines.PrepareCohort;
import io.gauntlet.pipelines.RunGauntlet;
import io.gauntlet.pipelines.RunTraining;
import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.options.PrepareCohortOptions;
import io.gauntlet.pipelines.options.RunGauntletOptions;
import io.gauntlet.pipelines.options.RunOptions;
import io.gauntlet.pipelines.options.TrainVictimsOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.util.Arrays;

/** The Flex Templates: a pipeline each. */
enum Template {
  PREPARE_COHORT(
      "prepare-cohort",
      "Gauntlet: prepare a cohort",
      "Joins reports and X-ray images into studies, splits them into a training and a test part,"
          + " and writes both.",
      PrepareCohort.class,
      PrepareCohortOptions.class),
  TRAIN_VICTIMS(
      "train-victims",
      "Gauntlet: train the victims",
      "Trains the image and the text classifier on a prepared cohort, fuses them, and writes the"
          + " model folders.",
      RunTraining.class,
      TrainVictimsOptions.class),
  RUN_GAUNTLET(
      "run-gauntlet",
      "Gauntlet: attack and score",
      "Attacks trained models on the test part of a prepared cohort, scores what is left, and writes"
          + " outcomes, scorecard and report.",
      RunGauntlet.class,
      RunGauntletOptions.class),
  NIGHTLY_REGRESSION(
      "nightly-regression",
      "Gauntlet: nightly robustness regression",
      "Joins, trains, attacks, scores and reports in one job, holds the night against the reference,"
          + " and appends it to the history.",
      NightlyRegression.class,
      NightlyOptions.class);

  private final String id;
  private final String title;
  private final String description;
  private final Class<?> main;
  private final Class<? extends RunOptions> options;

  Template(
      String id,
      String title,
      String description,
      Class<?> main,
      Class<? extends RunOptions> options) {
    this.id = id;
    this.title = title;
    this.description = description;
    this.main = main;
    this.options = options;
  }

  /**
   * The template of a name.
   *
   * @throws UsageException when there is none
   */
  static Template of(String id) {
    return Arrays.stream(values())
        .filter(template -> template.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no template '"
                        + id
                        + "'"
                        + KnownNames.instead(
                            id, Arrays.stream(values()).map(Template::id).toList())));
  }

  /** Its name, as typed and in file names. */
  String id() {
    return id;
  }

  /** Its name, for people. */
  String title() {
    return title;
  }

  /** What it does, in a sentence. */
  String description() {
    return description;
  }

  /** Whose {@code main} builds the graph. */
  Class<?> main() {
    return main;
  }

  /** What it can be told. */
  Class<? extends RunOptions> options() {
    return options;
  }
}
