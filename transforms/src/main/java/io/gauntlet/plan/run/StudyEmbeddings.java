package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.Scopes;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.TextBranch;
import io.gauntlet.plan.Captions;
import io.gauntlet.plan.Images;
import io.gauntlet.plan.PlanNode;
import io.gauntlet.plan.PlanNode.EmbedImages;
import io.gauntlet.plan.PlanNode.EmbedWords;
import io.gauntlet.plan.VictimProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The embeddings of images and captions, by the branch that embedded them. */
final class StudyEmbeddings {
  private final Workbench bench;
  private final Map<PlanNode, NDArray> byNode = new HashMap<>();

  StudyEmbeddings(Workbench bench) {
    this.bench = bench;
  }

  /** Embeds images, {@code [batch, 2, height, width]}. */
  Runnable embed(EmbedImages node, NDArray pixels) {
    // What a forward pass makes on its way belongs to the manager of its input: without one of
    // its own, the activations of every pass would stay until the last cell is done.
    try (NDManager scope = bench.manager().newSubManager()) {
      NDArray embedding =
          bench.branch(node.branch(), ImageBranch.class).embed(Scopes.copyInto(scope, pixels));
      embedding.attach(bench.manager());
      return keep(node, embedding);
    }
  }

  /** Embeds captions, one a study. */
  Runnable embed(EmbedWords node, List<String> captions) {
    return keep(
        node,
        bench
            .embeddings()
            .text(bench.manager(), bench.branch(node.branch(), TextBranch.class), captions));
  }

  private Runnable keep(PlanNode node, NDArray embedding) {
    byNode.put(node, embedding);
    return () -> byNode.remove(node).close();
  }

  /** The embedding of images for a victim; empty for a victim that does not see them. */
  Optional<NDArray> of(String victim, Images images) {
    VictimProfile profile = bench.profile(victim);
    return profile.sees(Modality.IMAGE)
        ? Optional.of(byNode.get(new EmbedImages(profile.branch(Modality.IMAGE), images)))
        : Optional.empty();
  }

  /** The embedding of captions for a victim; empty for a victim that does not see them. */
  Optional<NDArray> of(String victim, Captions captions) {
    VictimProfile profile = bench.profile(victim);
    return profile.sees(Modality.TEXT)
        ? Optional.of(byNode.get(new EmbedWords(profile.branch(Modality.TEXT), captions)))
        : Optional.empty();
  }
}
