package io.gauntlet.plan.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Seconds that a pass takes a study, on one thread of this machine.
 *
 * @param imageForward forward through the image encoder
 * @param imageBackward backward through the image encoder
 * @param textForward forward through the text encoder
 */
public record PassTimes(double imageForward, double imageBackward, double textForward) {
  private static final double NANOS = 1e9;
  private static final int FEW = 2;
  private static final int REPEATS = 3;

  /** Above this many seconds for {@link #FEW} studies a large batch would take too long to try. */
  private static final double SLOW = 0.25;

  /** The seconds of some passes, a study. */
  public double of(Passes passes) {
    return passes.imageForward() * imageForward
        + passes.imageBackward() * imageBackward
        + passes.textForward() * textForward
        + 2 * passes.textBackward() * textForward;
  }

  /** The seconds, a study, of passes by the victim whose encoders they go through. */
  public static double of(Map<String, Passes> passes, Map<String, PassTimes> times) {
    return passes.entrySet().stream()
        .mapToDouble(branch -> times.get(branch.getKey()).of(branch.getValue()))
        .sum();
  }

  /** The seconds of a victim that has the encoders of both. */
  public PassTimes plus(PassTimes other) {
    return new PassTimes(
        imageForward + other.imageForward,
        imageBackward + other.imageBackward,
        textForward + other.textForward);
  }

  /**
   * Measures the networks of a victim, on batches of the size that they will meet, or smaller ones
   * where a network is slow. A module that a user brings is one network for both modalities.
   *
   * @param parent on whose device the victim runs
   * @param captions captions of usual length, at least one
   * @param batch studies that are attacked as one
   */
  public static PassTimes measure(
      NDManager parent, Victim victim, List<String> captions, int batch) {
    try (NDManager manager = parent.newSubManager()) {
      if (victim.trained().isEmpty()) {
        double whole = whole(manager, victim, captions, batch);
        return new PassTimes(whole, whole, whole);
      }
      Optional<ImageBranch> images = victim.branch(ImageBranch.class);
      double forward = images.map(branch -> forward(manager, branch, batch)).orElse(0.0);
      double both = images.map(branch -> gradient(manager, branch, batch)).orElse(0.0);
      double words =
          victim
              .branch(TextBranch.class)
              .map(text -> words(manager, text, captions, batch))
              .orElse(0.0);
      return new PassTimes(forward, Math.max(both - forward, 0), words);
    }
  }

  private static double whole(NDManager manager, Victim victim, List<String> captions, int batch) {
    return perStudy(
        manager,
        batch,
        (scope, studies) -> {
          List<String> read = repeated(captions, studies);
          StudyInputs inputs =
              victim
                  .branch(ImageBranch.class)
                  .map(images -> StudyInputs.of(pixels(scope, images, studies), read))
                  .orElseGet(() -> StudyInputs.ofCaptions(read));
          Gradients.without(() -> victim.logits(scope, inputs)).toFloatArray();
        });
  }

  private static double forward(NDManager manager, ImageBranch images, int batch) {
    return perStudy(
        manager,
        batch,
        (scope, studies) -> {
          NDArray pixels = pixels(scope, images, studies);
          Gradients.without(() -> images.embed(pixels)).toFloatArray();
        });
  }

  private static double gradient(NDManager manager, ImageBranch images, int batch) {
    return perStudy(
        manager,
        batch,
        (scope, studies) -> {
          NDArray pixels = pixels(scope, images, studies);
          pixels.setRequiresGradient(true);
          Gradients.backward(() -> images.embed(pixels));
          pixels.getGradient().sum().toFloatArray();
        });
  }

  private static double words(
      NDManager manager, TextBranch text, List<String> captions, int batch) {
    return perStudy(
        manager,
        batch,
        (scope, studies) ->
            Gradients.without(() -> text.embed(scope, repeated(captions, studies))).toFloatArray());
  }

  private static List<String> repeated(List<String> captions, int studies) {
    return Collections.nCopies(studies / captions.size() + 1, captions).stream()
        .flatMap(List::stream)
        .limit(studies)
        .toList();
  }

  private static NDArray pixels(NDManager scope, ImageBranch image, int studies) {
    return scope.randomUniform(0, 1, image.size().batch(studies));
  }

  @FunctionalInterface
  private interface Batch {
    void run(NDManager scope, int studies);
  }

  private static double perStudy(NDManager manager, int batch, Batch work) {
    int few = Math.min(FEW, batch);
    seconds(manager, few, work);
    double first = seconds(manager, few, work);
    if (first > SLOW) {
      return first / few;
    }
    double[] times = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      times[i] = seconds(manager, batch, work);
    }
    Arrays.sort(times);
    return times[REPEATS / 2] / batch;
  }

  private static double seconds(NDManager manager, int studies, Batch work) {
    long start = System.nanoTime();
    try (NDManager scope = manager.newSubManager()) {
      work.run(scope, studies);
    }
    return (System.nanoTime() - start) / NANOS;
  }
}
