package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.gauntlet.attack.Scopes;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.TextBranch;
import io.gauntlet.plan.PlanNode.Embed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The embeddings of images and captions, by the branch that embedded them. */
final class StudyEmbeddings {
  private final Workbench bench;
  private final Map<Embed, NDArray> byNode = new HashMap<>();

  StudyEmbeddings(Workbench bench) {
    this.bench = bench;
  }

  /** Embeds images, {@code [batch, views, height, width]}. */
  Runnable embed(Embed node, NDArray pixels) {
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
  Runnable embed(Embed node, List<String> captions) {
    return keep(
        node,
        bench
            .embeddings()
            .text(bench.manager(), bench.branch(node.branch(), TextBranch.class), captions));
  }

  private Runnable keep(Embed node, NDArray embedding) {
    byNode.put(node, embedding);
    return () -> byNode.remove(node).close();
  }

  /** The embeddings of a study for a victim, of every modality that the victim sees. */
  Map<Modality, NDArray> of(String victim, AttackedStudy study) {
    return of(victim, study, bench.profile(victim).branches().keySet());
  }

  /** The embeddings of a study for a victim that is attacked by one modality: all but that one. */
  Map<Modality, NDArray> beside(Modality attacked, String victim, AttackedStudy study) {
    Set<Modality> seen = bench.profile(victim).branches().keySet();
    return of(victim, study, Sets.difference(seen, Set.of(attacked)));
  }

  private Map<Modality, NDArray> of(String victim, AttackedStudy study, Set<Modality> modalities) {
    VictimProfile profile = bench.profile(victim);
    return Maps.toMap(
        modalities,
        modality -> byNode.get(new Embed(profile.branch(modality), study.content(modality))));
  }
}
