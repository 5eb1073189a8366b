package io.gauntlet.transforms;

import io.gauntlet.model.EpochSummary;
import io.gauntlet.model.TrainingObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** Says how a training goes: at each epoch, and within those that last long. Keeps the curve. */
final class TrainingProgress implements TrainingObserver {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final String name;
  private final int epochs;
  private final int studies;
  private final Progress progress;
  private final Counter trained = Metrics.counter(TrainModality.class, "epochs");
  private final List<EpochSummary> curve = new ArrayList<>();
  private long spoken = System.nanoTime();

  TrainingProgress(String name, int epochs, int studies) {
    this.name = name;
    this.epochs = epochs;
    this.studies = studies;
    this.progress = Progress.of("train " + name, epochs);
    progress.begun(studies + " studies");
  }

  @Override
  public void resumed(List<EpochSummary> before) {
    before.forEach(epoch -> progress.done(line(epoch) + ", of an earlier run"));
    curve.addAll(before);
  }

  @Override
  public void step(int epoch, int done, double loss) {
    if (System.nanoTime() - spoken > SILENCE.toNanos()) {
      spoken = System.nanoTime();
      progress.begun(
          String.format(
              Locale.ROOT,
              "%s epoch %d of %d: %d of %d studies, loss %.4f",
              name,
              epoch,
              epochs,
              done,
              studies,
              loss));
    }
  }

  @Override
  public void epoch(EpochSummary summary) {
    curve.add(summary);
    trained.inc();
    spoken = System.nanoTime();
    Duration left =
        Duration.ofMillis((long) (summary.seconds() * 1000 * (epochs - summary.epoch())));
    progress.done(
        line(summary)
            + String.format(
                Locale.ROOT,
                ", %.0f studies/s, %d:%02d left",
                summary.examplesPerSecond(),
                left.toMinutes(),
                left.toSecondsPart()));
  }

  private String line(EpochSummary epoch) {
    return String.format(
        Locale.ROOT,
        "%s epoch %d of %d: loss %.4f, accuracy %.3f, learning rate %.2g",
        name,
        epoch.epoch(),
        epochs,
        epoch.loss(),
        epoch.accuracy(),
        epoch.learningRate());
  }

  /** All epochs, those of earlier runs too. */
  List<EpochSummary> curve() {
    return curve;
  }
}
