package io.gauntlet.plan.run;

import io.gauntlet.data.WorkFailedException.Place;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.plan.Candidate;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.PlanNode;
import io.gauntlet.plan.PlanNode.CleanGradient;
import io.gauntlet.plan.PlanNode.EmbedImages;
import io.gauntlet.plan.PlanNode.EmbedWords;
import io.gauntlet.plan.PlanNode.MakeImages;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.PlanStep;
import io.gauntlet.plan.PlanWork;
import io.gauntlet.schema.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan on one batch of studies, step by step. What a step keeps is freed when the last that needs
 * it is done.
 */
final class GridRun implements PlanWork {
  private final Workbench bench;
  private final StudyEmbeddings embeddings;
  private final VictimLogits logits;
  private final ImageAttackRun images;
  private final CaptionAttackRun captions;
  private final CellOutcomes cellOutcomes;
  private final List<Outcome> outcomes = new ArrayList<>();

  GridRun(Workbench bench, KeptStudies kept) {
    this.bench = bench;
    this.embeddings = new StudyEmbeddings(bench);
    this.logits = new VictimLogits(bench, embeddings);
    this.images = new ImageAttackRun(bench, embeddings, logits);
    this.captions = new CaptionAttackRun(bench, embeddings);
    this.cellOutcomes = new CellOutcomes(bench.batch(), new Gallery(bench, kept, images::pixels));
  }

  AttackedBatch run(List<PlanStep> steps) {
    Map<PlanNode, PlanNode> lastUse = new HashMap<>();
    steps.forEach(step -> step.needs().forEach(need -> lastUse.put(need, step.node())));
    Map<PlanNode, Runnable> kept = new HashMap<>();
    for (PlanStep step : steps) {
      PlanNode node = step.node();
      kept.put(
          node, WorkFailedException.tell(Place.WORK, node::toString, () -> node.run(this)));
      step.needs().stream()
          .filter(need -> lastUse.get(need).equals(step.node()))
          .forEach(need -> kept.remove(need).run());
    }
    return new AttackedBatch(outcomes, bench.embeddings().counts());
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
  public Runnable embedImages(EmbedImages node) {
    return embeddings.embed(node, images.pixels(node.images()));
  }

  @Override
  public Runnable embedCaptions(EmbedWords node) {
    return embeddings.embed(node, captions.texts(node.captions()));
  }

  @Override
  public Runnable score(Cell cell) {
    List<AttackedStudies> attacked =
        cell.candidates().stream().map(candidate -> attacked(cell.victim(), candidate)).toList();
    outcomes.addAll(cellOutcomes.of(cell, logits.clean(cell.victim()), attacked));
    return () -> {};
  }

  private AttackedStudies attacked(String victim, Candidate candidate) {
    return new AttackedStudies(
        candidate,
        logits.of(victim, candidate.images(), candidate.captions()),
        images.change(candidate.images()),
        captions.attacked(candidate.captions()));
  }
}
