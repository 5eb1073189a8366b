package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.Circumstances;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.PartWriter;
import io.gauntlet.records.parts.UnusedInput;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.parts.ReadParts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes are written as a part of the run as soon as they are made, and read again by those who
 * need them. What is written need not be made again: not by a bundle that is tried once more
 * because something else in it failed, nor by a run that was killed and is called again. A runner
 * of batches holds back what goes through a shuffle until all of it is there, so that a break of
 * the graph between attack and write would lose the work of hours with the job; a write that fails
 * is tried again in place instead.
 *
 * @param folder of the parts
 */
record KeepParts(String folder) implements Destination {
  private static final Logger LOG = LoggerFactory.getLogger(KeepParts.class);

  /** Makes inputs such as no element has: a part that lacks answers is attacked again. */
  private static final String UNANSWERED = "-unanswered";

  private static final FluentBackoff PATIENCE = FluentBackoff.DEFAULT.withMaxRetries(5);

  @Override
  public Done take(AttackElement element, MultiOutputReceiver out) throws IOException {
    PartStore store = new PartStore(new RunFiles(folder));
    PartName name = element.name();
    String inputs = element.inputs();
    Done done = Done.BEFORE;
    if (store.finished(name, inputs).isEmpty()) {
      ImmutableList.Builder<UnusedInput> unused = ImmutableList.builder();
      List<Quarantined> unanswered = new ArrayList<>();
      byte[] records = attack(element, unused, unanswered::add);
      unanswered.forEach(out.get(AttackStudies.OMITTED)::output);
      publish(
          store,
          name,
          records,
          new Circumstances(
              unanswered.isEmpty() ? inputs : inputs + UNANSWERED,
              unused.build(),
              element.making()));
      done = Done.NOW;
    }
    out.get(AttackStudies.PARTS).output(name);
    return done;
  }

  private static byte[] attack(
      AttackElement element,
      ImmutableList.Builder<UnusedInput> unused,
      Consumer<Quarantined> unanswered)
      throws IOException {
    try (PartWriter writer = new PartWriter(element.name())) {
      element.attack(
          new AttackElement.Taker() {
            @Override
            public void outcome(Outcome outcome) throws IOException {
              writer.add(outcome);
            }

            @Override
            public void unused(Quarantined study) {
              unused.add(UnusedInput.of(study));
            }

            @Override
            public void unanswered(Quarantined cell) {
              unanswered.accept(cell);
            }
          });
      return writer.finish();
    }
  }

  private static void publish(
      PartStore store, PartName name, byte[] records, Circumstances circumstances)
      throws IOException {
    BackOff patience = PATIENCE.backoff();
    while (true) {
      try {
        store.publish(name, records, circumstances);
        return;
      } catch (IOException e) {
        if (!hasWaited(patience)) {
          throw e;
        }
        LOG.warn("{} is written again: {}", name, e.getMessage());
      }
    }
  }

  private static boolean hasWaited(BackOff patience) throws IOException {
    try {
      return BackOffUtils.next(Sleeper.DEFAULT, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while a part was written");
    }
  }

  @Override
  public double shareDone(int portion, int shards, BatchLayout layout) throws IOException {
    int first = portion * layout.shards();
    long written =
        new RunFiles(folder)
            .names().stream()
                .flatMap(file -> PartName.of(file).stream())
                .distinct()
                .filter(name -> name.part() >= first && name.part() < first + shards)
                .count();
    return Math.min(1, (double) written / Math.max(1, (long) layout.batches() * shards));
  }

  @Override
  public Collected collect(String prefix, PCollectionTuple attacked) {
    ReadParts.Result read =
        attacked.get(AttackStudies.PARTS).apply(prefix + "ReadParts", ReadParts.in(folder));
    return new Collected(read.outcomes(), read.quarantined(), Optional.of(read.summaries()));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(DisplayData.item("parts", folder).withLabel("Folder of the outcomes"));
  }
}
