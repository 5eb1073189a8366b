package io.gauntlet.plan.run;

import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Attempt;
import io.gauntlet.data.Modality;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.WorkFailedException.Place;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.PlanNode;
import io.gauntlet.plan.PlanNode.CleanGradient;
import io.gauntlet.plan.PlanNode.Embed;
import io.gauntlet.plan.PlanNode.MakeImages;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.PlanStep;
import io.gauntlet.plan.PlanWork;
import io.gauntlet.schema.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a plan says on one batch of studies, step by step. What a step keeps is freed when the
 * last that needs it is done.
 */
public final class GridRun implements PlanWork {
  private final Workbench bench;
  private final StudyEmbeddings embeddings;
  private final VictimLogits logits;
  private final ImageAttackRun images;
  private final CaptionAttackRun captions;
  private final CellOutcomes cellOutcomes;
  private final AttackWatch watch;
  private final UnansweredWork unanswered = new UnansweredWork();
  private final Map<Cell, List<Outcome>> outcomes = new LinkedHashMap<>();

  /**
   * Prepares a batch.
   *
   * @param bench of the batch
   * @param kept the studies whose outcomes keep their images and captions
   */
  public GridRun(Workbench bench, KeptStudies kept) {
    this(bench, kept, AttackWatch.NONE);
  }

  /**
   * Prepares a batch whose attacks are watched.
   *
   * @param bench of the batch
   * @param kept the studies whose outcomes keep their images and captions
   * @param watch that looks on
   */
  public GridRun(Workbench bench, KeptStudies kept, AttackWatch watch) {
    this.bench = bench;
    this.watch = watch;
    this.embeddings = new StudyEmbeddings(bench);
    this.logits = new VictimLogits(bench, embeddings);
    this.images = new ImageAttackRun(bench, embeddings, logits, watch);
    this.captions = new CaptionAttackRun(bench, embeddings, watch);
    this.cellOutcomes = new CellOutcomes(bench, new Gallery(bench, kept, images::pixels), watch);
    watch.begin(bench.batch());
  }

  /** One outcome for each study and cell of a plan, and what they cost. */
  public AttackedBatch run(AttackPlan plan) {
    return Gradients.without(
        () -> {
          run(plan.steps());
          unanswered.addUnsteady(bench, plan.cells());
          unanswered.cells().keySet().forEach(this::lose);
          return new AttackedBatch(
              outcomes.values().stream().flatMap(List::stream).toList(),
              unanswered.cells(),
              bench.embeddings().counts());
        });
  }

  private void run(List<PlanStep> steps) {
    Map<PlanNode, PlanNode> lastUse = new HashMap<>();
    steps.forEach(step -> step.needs().forEach(need -> lastUse.put(need, step.node())));
    Map<PlanNode, Runnable> kept = new HashMap<>();
    for (PlanStep step : steps) {
      PlanNode node = step.node();
      watch.step(node);
      Optional<UnansweredException> lost = unanswered.of(step.needs());
      if (lost.isPresent()) {
        lose(node, lost.get());
      } else {
        kept.put(node, WorkFailedException.tell(Place.WORK, node::toString, () -> run(node)));
      }
      step.needs().stream()
          .filter(need -> lastUse.get(need).equals(step.node()))
          .forEach(need -> Optional.ofNullable(kept.remove(need)).ifPresent(Runnable::run));
    }
  }

  private Runnable run(PlanNode node) {
    try {
      return node.run(this);
    } catch (UnansweredException e) {
      lose(node, e);
      return () -> {};
    }
  }

  private void lose(PlanNode node, UnansweredException why) {
    unanswered.add(node, why);
    node.scored().ifPresent(this::lose);
  }

  private void lose(Cell cell) {
    outcomes.put(cell, cellOutcomes.unanswered(cell));
  }

  @Override
  public Runnable takeGradient(CleanGradient node) {
    return images.run(node);
  }

  @Override
  public Runnable attackImages(MakeImages node) {
    return images.run(node);
  }

  @Override
  public Runnable attackCaptions(SearchWords node) {
    return captions.run(node);
  }

  @Override
  public Runnable embed(Embed node) {
    return switch (node.content().modality()) {
      case IMAGE -> embeddings.embed(node, images.pixels(node.content()));
      case TEXT -> embeddings.embed(node, captions.texts(node.content()));
    };
  }

  @Override
  public Runnable score(Cell cell) {
    List<AttackedStudies> attacked =
        cell.attempts().stream().map(attempt -> attacked(cell.victim(), attempt)).toList();
    outcomes.put(cell, cellOutcomes.of(cell, logits.clean(cell.victim()), attacked));
    return () -> {};
  }

  private AttackedStudies attacked(String victim, Attempt attempt) {
    AttackedStudy study = attempt.study();
    return new AttackedStudies(
        attempt,
        logits.of(victim, study),
        images.change(study.content(Modality.IMAGE)),
        captions.attacked(study.content(Modality.TEXT)));
  }
}
