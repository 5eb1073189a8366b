package io.gauntlet.transforms.attacking;

import io.gauntlet.model.Victim;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.run.AttackedBatch;
import java.io.Serializable;
import java.util.Collection;
import java.util.function.Predicate;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** The counters of {@link AttackStudies}. */
final class AttackCounters implements Serializable {
  private static final long serialVersionUID = 1;
  static final String BILLED = "studies-billed";
  static final String UNANSWERED_PRIMARIES = "primary-cells-unanswered";

  private final Counter attacked = counter("studies-attacked");
  private final Counter cut = counter("captions-cut");
  private final Counter queries = counter("queries");
  private final Counter passes = counter("passes-planned");
  private final Counter saved = counter("passes-saved");
  private final Counter embedded = counter("captions-embedded");
  private final Counter hits = counter("cache-hits");
  private final Counter imageBytes = counter("picture-bytes");
  private final Counter modelBytes = counter("model-bytes");
  private final Counter doneBefore = counter("parts-done-before");
  private final Counter reused = counter("outcomes-reused");
  private final Counter made = counter("outcomes-made");
  private final Counter billed = counter(BILLED);
  private final Counter unansweredPrimaries = counter(UNANSWERED_PRIMARIES);

  private static Counter counter(String name) {
    return Metrics.counter(AttackStudies.class, name);
  }

  /** Counts the studies of a batch, once whatever the shards of the plan. */
  void studies(int studies, long captionsCut) {
    attacked.inc(studies);
    cut.inc(captionsCut);
  }

  /** Counts what a plan cost on so many studies. */
  void attacked(AttackPlan plan, int studies, AttackedBatch made) {
    passes.inc(Math.round(AttackPlan.total(plan.passes()).total() * studies));
    saved.inc(Math.round(plan.passesSaved() * studies));
    embedded.inc(made.captions().computed());
    hits.inc(made.captions().remembered());
    this.made.inc(made.outcomes().size());
    made.outcomes().forEach(outcome -> queries.inc(outcome.getQueries()));
  }

  /** Counts what the owners of victims are paid for. */
  void billed(Collection<Victim> victims) {
    victims.forEach(victim -> billed.inc(victim.takeBill()));
  }

  /** Counts the cells without answers that come before others, once for each batch. */
  void unanswered(Predicate<Cell> primaries, AttackedBatch made) {
    unansweredPrimaries.inc(made.unanswered().keySet().stream().filter(primaries).count());
  }

  /** Counts the bytes of image files that were read. */
  void imagesRead(long bytes) {
    imageBytes.inc(bytes);
  }

  /** Counts the bytes of model files that were read. */
  void modelsRead(long bytes) {
    modelBytes.inc(bytes);
  }

  /** Counts outcomes that were taken from an earlier run. */
  void reused(int outcomes) {
    reused.inc(outcomes);
  }

  /** Counts a part that an earlier attempt had attacked. */
  void doneBefore() {
    doneBefore.inc();
  }
}
