package io.gauntlet.plan;

import io.gauntlet.plan.PlanNode.CleanGradient;
import io.gauntlet.plan.PlanNode.Embed;
import io.gauntlet.plan.PlanNode.MakeImages;
import io.gauntlet.plan.PlanNode.SearchWords;

/**
 * Does the work of each kind of node. All that a node needs is done before it. What is returned
 * frees what the work keeps, and is run once no other node needs it.
 */
public interface PlanWork {

  /** Takes the gradient of a victim at the clean study. */
  Runnable takeGradient(CleanGradient node);

  /** Attacks images. */
  Runnable attackImages(MakeImages node);

  /** Attacks captions. */
  Runnable attackCaptions(SearchWords node);

  /** Embeds one modality. */
  Runnable embed(Embed node);

  /** Writes the outcomes of a cell. */
  Runnable score(Cell cell);
}
