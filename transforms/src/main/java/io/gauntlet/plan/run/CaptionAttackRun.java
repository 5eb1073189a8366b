package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.victim.AimedVictim;
import io.gauntlet.attack.victim.FixedImageVictim;
import io.gauntlet.data.Modality;
import io.gauntlet.plan.Captions;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.cost.Unasked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attacks on the captions of a batch, and what they found. */
final class CaptionAttackRun {
  private final Workbench bench;
  private final StudyEmbeddings embeddings;
  private final Map<Captions, List<AttackedText>> found = new HashMap<>();

  CaptionAttackRun(Workbench bench, StudyEmbeddings embeddings) {
    this.bench = bench;
    this.embeddings = embeddings;
  }

  /** Attacks captions, before all the images of a node at once. */
  Runnable run(SearchWords node) {
    TextClassifier victim =
        node.against()
            .victim()
            .<TextClassifier>map(name -> victim(name, node))
            .orElseGet(() -> new Unasked(node.attack()));
    List<AttackedText> results = bench.attacks().text(node.attack()).attack(victim, targets(node));
    int size = bench.batch().size();
    List<Captions> made =
        node.images().stream()
            .<Captions>map(images -> new Captions.Made(node.against(), node.attack(), images))
            .toList();
    for (int set = 0; set < made.size(); set++) {
      found.put(made.get(set), results.subList(set * size, (set + 1) * size));
    }
    return () -> found.keySet().removeAll(made);
  }

  private TextClassifier victim(String name, SearchWords node) {
    NDList shown = new NDList();
    node.images().forEach(images -> embeddings.of(name, images).ifPresent(shown::add));
    return FixedImageVictim.of(
        bench.manager(),
        AimedVictim.of(bench.victim(name)),
        stacked(shown).map(images -> Map.of(Modality.IMAGE, images)).orElse(Map.of()),
        bench.embeddings());
  }

  private Optional<NDArray> stacked(NDList shown) {
    return Optional.of(shown)
        .filter(arrays -> !arrays.isEmpty())
        .map(
            arrays -> {
              NDArray stacked = NDArrays.concat(arrays, 0);
              stacked.attach(bench.manager());
              return stacked;
            });
  }

  private List<TextTarget> targets(SearchWords node) {
    StudyBatch batch = bench.batch();
    long[] seeds = bench.seeds(node.attack());
    List<TextTarget> targets = new ArrayList<>();
    for (int set = 0; set < node.images().size(); set++) {
      for (int row = 0; row < batch.size(); row++) {
        targets.add(
            new TextTarget(
                set * batch.size() + row,
                batch.uids().get(row),
                batch.captions().get(row),
                batch.labels().get(row),
                seeds[row]));
      }
    }
    return targets;
  }

  /** The captions to read, one a study. */
  List<String> texts(Captions captions) {
    return attacked(captions)
        .map(texts -> texts.stream().map(AttackedText::caption).toList())
        .orElse(bench.batch().captions());
  }

  /** What an attack found, a study each; empty for the clean captions. */
  Optional<List<AttackedText>> attacked(Captions captions) {
    return captions.equals(Captions.CLEAN) ? Optional.empty() : Optional.of(found.get(captions));
  }
}
