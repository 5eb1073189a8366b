package io.gauntlet.pipelines.command;

import com.google.common.base.Stopwatch;
import io.gauntlet.data.Margin;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.replay.ReplayFiles;
import io.gauntlet.pipelines.replay.ReplayOptions;
import io.gauntlet.pipelines.replay.ReplayRequest;
import io.gauntlet.pipelines.replay.ReplayedRun;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.replay.RecordedOutcome;
import io.gauntlet.transforms.replay.Replay;
import io.gauntlet.transforms.replay.Replayed;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet replay}: one outcome of a run made again. */
final class ReplayCommand implements Command {

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String usage() {
    return "--run=DIR --uid=U --victim=V --attack=A [--stop-at=N] [--output=DIR]";
  }

  @Override
  public String summary() {
    return "Makes one outcome of a run again, and shows how it came about.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return ReplayOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    ReplayOptions options = CommandLineOptions.parse(ReplayOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    ReplayRequest request = ReplayRequest.of(options);
    ReplayedRun run = ReplayedRun.in(request.run());
    RecordedOutcome recorded = run.find(request.outcome());
    Stopwatch watch = Stopwatch.createStarted();
    Optional<Long> replica = Optional.ofNullable(recorded.outcome().getReplica());
    try (Replay replay = Replay.of(run.models(replica), run.device())) {
      Replayed replayed = again(replay, run, recorded, request);
      List<String> files = new ReplayFiles(request.output()).write(replayed);
      tell(replayed, recorded.batch().size(), watch, out);
      files.forEach(file -> out.println("  " + request.output() + "/" + file));
      return replayed.agreement().isSame() ? DONE : FAILED;
    }
  }

  private static Replayed again(
      Replay replay, ReplayedRun run, RecordedOutcome recorded, ReplayRequest request)
      throws IOException {
    try {
      return replay.again(recorded, run.draws(recorded), request.stop());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--run: " + e.getMessage(), e);
    }
  }

  private static void tell(Replayed replayed, int batch, Stopwatch watch, PrintStream out) {
    Outcome outcome = replayed.outcome();
    List<String> names = outcome.getClassNames();
    int label = names.indexOf(outcome.getLabel());
    out.printf(
        Locale.ROOT,
        "study %s, %s under %s: %s, margin %.4f before and %.4f after, %d queries%n",
        outcome.getUid(),
        outcome.getVictim(),
        outcome.getAttack(),
        outcome.getLabel(),
        Margin.of(outcome.getCleanLogits(), label),
        Margin.of(outcome.getAdversarialLogits(), label),
        outcome.getQueries());
    double seconds = watch.elapsed().toMillis() / 1e3;
    if (replayed.agreement().isSame()) {
      out.printf(
          Locale.ROOT,
          "the run's outcome bit for bit, %s, in %.1f s%n",
          replayed.scope().words(batch - 1),
          seconds);
    } else {
      out.printf(
          Locale.ROOT,
          "not the run's outcome bit for bit (%s; logits by at most %.3g): another CPU or libtorch, or"
              + " another version of the attack, %.1f s%n",
          String.join(", ", replayed.agreement().differing()),
          replayed.agreement().logits(),
          seconds);
    }
  }
}
