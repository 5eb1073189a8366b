package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.PassTimes;
import io.gauntlet.records.parts.DeadlineResult;
import io.gauntlet.records.parts.DeadlineResult.Primaries;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.attacking.order.Deadline;
import io.gauntlet.transforms.attacking.order.PortionTurn;
import io.gauntlet.transforms.attacking.order.PortionTurn.Decision;
import io.gauntlet.transforms.attacking.order.PortionTurn.Pace;
import io.gauntlet.transforms.io.SharedCosts;
import io.gauntlet.transforms.io.SharedTimes;
import io.gauntlet.transforms.io.StageLog;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, once the portions before are attacked, whether there is time for one more. How long it
 * takes is told from its passes through encoders, the seconds that a pass takes here, and how long
 * the portions before took by that measure: so it counts whatever workers there are. What is
 * decided is decided for all studies, so that a cell has all of them or none.
 */
final class TakeTurn extends DoFn<Integer, PortionTurn> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(TakeTurn.class);
  private static final double NANOS = 1e9;

  private final PCollectionView<List<ModelReference>> models;
  private final PCollectionView<Long> count;
  private final ImmutableList<Before> before;
  private final AttackSettings settings;
  private final Destination destination;
  private final String graph;
  private final AttackCounters counters = new AttackCounters();

  /**
   * The portion before.
   *
   * @param turn of it
   * @param done studies that it attacked now, and not in an earlier attempt
   */
  record Before(PCollectionView<PortionTurn> turn, PCollectionView<Double> done)
      implements Serializable {}

  /**
   * Decides about portions of these settings.
   *
   * @param models the victims
   * @param count of all studies
   * @param before the portion before: one, or none before the first
   * @param destination that knows what an earlier attempt has done
   * @param graph tells apart the runs of one process
   */
  TakeTurn(
      PCollectionView<List<ModelReference>> models,
      PCollectionView<Long> count,
      ImmutableList<Before> before,
      AttackSettings settings,
      Destination destination,
      String graph) {
    this.models = models;
    this.count = count;
    this.before = before;
    this.settings = settings;
    this.destination = destination;
    this.graph = graph;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    Instant now = Clock.systemUTC().instant();
    Deadline deadline = settings.order().deadline();
    if (before.isEmpty()) {
      // The victims are there, for they are a side input: their training is no part of the pace.
      context.output(PortionTurn.first(now, deadline.text()));
      return;
    }
    PortionTurn last = context.sideInput(before.get(0).turn());
    double done = context.sideInput(before.get(0).done());
    if (!deadline.isSet()) {
      context.output(new PortionTurn(Decision.ATTACK, now, Pace.UNKNOWN, last.result()));
      return;
    }
    StageLog.of(context.getPipelineOptions(), settings.order().stage(context.element()))
        .around(() -> context.output(decide(context, now, last, done)));
  }

  private PortionTurn decide(ProcessContext context, Instant now, PortionTurn last, double done)
      throws IOException {
    int portion = context.element();
    long studies = context.sideInput(count);
    BatchLayout layout = BatchLayout.of(studies, settings.batch());
    Deadline deadline = settings.order().deadline();
    DeadlineResult result = last.result();
    if (portion == 1 && now.isAfter(deadline.at())) {
      LOG.warn(
          "what the verdict rests on took longer than the deadline of {}: all else is left out",
          deadline.text());
      result = new DeadlineResult(result.deadline(), Primaries.LATE, result.leftOut());
    }
    Catalogues catalogues = Catalogues.of(Thread.currentThread().getContextClassLoader());
    AttackCosts costs = SharedCosts.of(graph, catalogues.attacks());
    try (OpenVictims victims =
        OpenVictims.open(
            context.sideInput(models),
            settings,
            layout.shards(),
            catalogues.victims(),
            costs,
            counters)) {
      if (victims.cells(portion).isEmpty()) {
        return new PortionTurn(Decision.LEAVE_OUT, now, last.pace(), result);
      }
      Map<String, PassTimes> times =
          SharedTimes.of(graph, victims.victims(), costs.captions(), settings.batch());
      Pace pace =
          last.decision() == Decision.ATTACK && done > 0
              ? last.pace()
                  .and(
                      Duration.between(last.began(), now),
                      done * victims.seconds(portion - 1, times))
              : last.pace();
      double left = studies * (1 - destination.shareDone(portion, victims.shards(portion), layout));
      double seconds = pace.expected(left * victims.seconds(portion, times));
      boolean fits = !now.plusNanos((long) (seconds * NANOS)).isAfter(deadline.at());
      if (fits) {
        return new PortionTurn(Decision.ATTACK, now, pace, result);
      }
      LOG.warn(
          "left out for the deadline of {}: {} cells, which would take {} s",
          deadline.text(),
          victims.cells(portion).size(),
          Math.round(seconds));
      return new PortionTurn(
          Decision.LEAVE_OUT,
          now,
          pace,
          new DeadlineResult(
              result.deadline(),
              result.primaries(),
              ImmutableSortedSet.copyOf(Sets.union(result.leftOut(), victims.cells(portion)))));
    }
  }
}
