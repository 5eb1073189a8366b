package io.gauntlet.transforms.training;

import io.gauntlet.model.train.EpochSummary;
import io.gauntlet.model.train.TrainingObserver;
import io.gauntlet.transforms.io.Progress;
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
  private final Counter trained = Metrics.counter(TrainVictim.class, "epochs");
  private final List<EpochSummary> curve = new ArrayList<>();
  private long spoken = System.nanoTime();

  TrainingProgress(String name, int epochs, int studies) {
    this.name = name;
    this.epochs = epochs;
    this.studies = studies;
    this.progress = Progress.of(epochs);
    progress.begun(studies + " studies");
  }

  @Override
  public void resumed(List<EpochSummary> before) {
    before.forEach(epoch -> progress.doneBefore(line(epoch, "in an earlier run")));
    curve.addAll(before);
  }

  @Override
  public void step(int epoch, int done, double loss) {
    if (System.nanoTime() - spoken > SILENCE.toNanos()) {
      spoken = System.nanoTime();
      progress.begun(
          String.format(
              Locale.ROOT,
              "loss %.4f, %d of %d studies of epoch %d of %d of %s",
              loss,
              done,
              studies,
              epoch,
              epochs,
              name));
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
        studies,
        line(
            summary,
            String.format(
                Locale.ROOT,
                "%.0f studies/s, %d:%02d left",
                summary.examplesPerSecond(),
                left.toMinutes(),
                left.toSecondsPart())));
  }

  /** The victim is made: one that trains nothing, or stopped early, has had fewer epochs. */
  void ended() {
    progress.ended(name + " is made");
  }

  /** What counts comes first: a line of a terminal ends at the semicolon. */
  private String line(EpochSummary epoch, String pace) {
    return String.format(
        Locale.ROOT,
        "loss %.4f, accuracy %.3f%s; %s, epoch %d of %d of %s, learning rate %.2g",
        epoch.loss(),
        epoch.accuracy(),
        heldOut(epoch),
        pace,
        epoch.epoch(),
        epochs,
        name,
        epoch.learningRate());
  }

  private static String heldOut(EpochSummary epoch) {
    return epoch.heldOut() == null
        ? ""
        : String.format(
            Locale.ROOT,
            ", held out %.3f clean and %.3f under attack",
            epoch.heldOut().clean(),
            epoch.heldOut().robust());
  }

  /** All epochs, those of earlier runs too. */
  List<EpochSummary> curve() {
    return curve;
  }
}
