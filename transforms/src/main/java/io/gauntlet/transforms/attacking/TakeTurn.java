package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.PassTimes;
import io.gauntlet.records.parts.DeadlineResult;
import io.gauntlet.records.parts.DeadlineResult.Primaries;
import io.gauntlet.transforms.attacking.order.Deadline;
import io.gauntlet.transforms.attacking.order.PortionTurn;
import io.gauntlet.transforms.attacking.order.PortionTurn.Decision;
import io.gauntlet.transforms.attacking.order.PortionTurn.Pace;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.process.SharedCosts;
import io.gauntlet.transforms.process.SharedTimes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, once the portions before are attacked, whether there is time for one more. How long it
 * takes is told from its passes through encoders, the seconds that a pass takes here, and how long
 * the portions before took by that measure: so it counts whatever workers there are. What is
 * decided is decided for all studies, so that a cell has all of them or none.
 */
final class TakeTurn extends DoFn<KV<Integer, CoGbkResult>, PortionTurn> {
  /** The turn of the portion before: one. */
  static final TupleTag<PortionTurn> TURN = new TupleTag<>("turn") {};

  /** Studies that it attacked now, and not in an earlier attempt; may be none. */
  static final TupleTag<Double> DONE = new TupleTag<>("done") {};

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(TakeTurn.class);
  private static final double NANOS = 1e9;

  private final AttackViews views;
  private final AttackSettings settings;
  private final Destination destination;
  private final Portion portion;
  private final AttackCounters counters = new AttackCounters();

  /**
   * Decides about one portion of these settings, by the turn of the one before.
   *
   * @param views of the victims and the studies
   * @param destination that knows what an earlier attempt has done
   * @param portion that is decided about
   */
  TakeTurn(AttackViews views, AttackSettings settings, Destination destination, Portion portion) {
    this.views = views;
    this.settings = settings;
    this.destination = destination;
    this.portion = portion;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    Instant now = Clock.systemUTC().instant();
    PortionTurn last = context.element().getValue().getOnly(TURN);
    double done = 0;
    for (double studies : context.element().getValue().getAll(DONE)) {
      done += studies;
    }
    double attacked = done;
    if (!settings.order().deadline().isSet()) {
      context.output(new PortionTurn(Decision.ATTACK, now, Pace.UNKNOWN, last.result()));
      return;
    }
    StageLog.of(context.getPipelineOptions(), settings.order().stage(portion.index()))
        .around(() -> context.output(decide(context, now, last, attacked)));
  }

  private PortionTurn decide(ProcessContext context, Instant now, PortionTurn last, double done)
      throws IOException {
    int index = portion.index();
    long studies = context.sideInput(views.count());
    BatchLayout layout = BatchLayout.of(studies, settings.batch());
    Deadline deadline = settings.order().deadline();
    DeadlineResult result = last.result();
    if (index == 1 && now.isAfter(deadline.at())) {
      LOG.warn(
          "what the verdict rests on took longer than the deadline of {}: all else is left out",
          deadline.text());
      result = new DeadlineResult(result.deadline(), Primaries.LATE, result.leftOut());
    }
    Catalogues catalogues = Catalogues.of(Thread.currentThread().getContextClassLoader());
    AttackCosts costs = SharedCosts.of(portion.graph(), catalogues.attacks());
    try (OpenVictims victims =
        OpenVictims.open(
            context.sideInput(views.models()),
            settings,
            layout.shards(),
            portion.graph(),
            catalogues,
            counters)) {
      if (victims.cells(index).isEmpty()) {
        return new PortionTurn(Decision.LEAVE_OUT, now, last.pace(), result);
      }
      Map<String, PassTimes> times =
          SharedTimes.of(
              portion.graph(),
              victims.manager(),
              victims.victims(),
              costs.captions(),
              settings.batch());
      Pace pace =
          last.decision() == Decision.ATTACK && done > 0
              ? last.pace()
                  .and(
                      Duration.between(last.began(), now), done * victims.seconds(index - 1, times))
              : last.pace();
      double left = studies * (1 - destination.shareDone(index, victims.shards(index), layout));
      double seconds = pace.expected(left * victims.seconds(index, times));
      boolean fits = !now.plusNanos((long) (seconds * NANOS)).isAfter(deadline.at());
      if (fits) {
        return new PortionTurn(Decision.ATTACK, now, pace, result);
      }
      LOG.warn(
          "left out for the deadline of {}: {} cells, which would take {} s",
          deadline.text(),
          victims.cells(index).size(),
          Math.round(seconds));
      return new PortionTurn(
          Decision.LEAVE_OUT,
          now,
          pace,
          new DeadlineResult(
              result.deadline(),
              result.primaries(),
              ImmutableSortedSet.copyOf(Sets.union(result.leftOut(), victims.cells(index)))));
    }
  }

  /** The first portion has its turn once all victims are there: training is no part of the pace. */
  static final class First extends DoFn<Long, PortionTurn> {
    private static final long serialVersionUID = 1;

    private final String deadline;

    /** With a deadline as it is written. */
    First(String deadline) {
      this.deadline = deadline;
    }

    @ProcessElement
    public void process(OutputReceiver<PortionTurn> turn) {
      turn.output(PortionTurn.first(Clock.systemUTC().instant(), deadline));
    }
  }
}
