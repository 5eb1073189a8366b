package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.attack.victim.FixedImageVictim;
import io.gauntlet.attack.victim.TargetedText;
import io.gauntlet.data.Modality;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.cost.Unasked;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Attacks on the captions of a batch, and what they found. */
final class CaptionAttackRun {
  private final Workbench bench;
  private final StudyEmbeddings embeddings;
  private final AttackWatch watch;
  private final Map<Content.Made, List<AttackedText>> found = new HashMap<>();

  CaptionAttackRun(Workbench bench, StudyEmbeddings embeddings, AttackWatch watch) {
    this.bench = bench;
    this.embeddings = embeddings;
    this.watch = watch;
  }

  /** Attacks captions, before all the images of a node at once. */
  Runnable run(SearchWords node) {
    TextClassifier victim =
        node.against()
            .<TextClassifier>map(name -> victim(name, node))
            .orElseGet(() -> new Unasked(node.attack()));
    TextClassifier watched =
        watch.captions(node.captions(), bench.leftClasses(node.attack()), victim);
    List<AttackedText> results = attack(node, watched);
    int size = bench.batch().size();
    List<Content.Made> made = node.captions();
    for (int set = 0; set < made.size(); set++) {
      found.put(made.get(set), results.subList(set * size, (set + 1) * size));
      watch.madeCaptions(made.get(set), texts(made.get(set)));
    }
    return () -> found.keySet().removeAll(made);
  }

  private List<AttackedText> attack(SearchWords node, TextClassifier victim) {
    TextAttack attack = bench.attacks().text(node.attack());
    OptionalInt target = bench.target(node.attack());
    return target.isPresent()
        ? new TargetedText(attack, target.getAsInt()).attack(victim, targets(node))
        : attack.attack(victim, targets(node));
  }

  private TextClassifier victim(String name, SearchWords node) {
    return FixedImageVictim.of(
        bench.manager(), bench.aimed(name, node.attack()), shown(name, node), bench.embeddings());
  }

  /** What the victim is shown beside the captions, the sets of studies one after the other. */
  private Map<Modality, NDArray> shown(String name, SearchWords node) {
    ListMultimap<Modality, NDArray> sets = ArrayListMultimap.create();
    node.captions()
        .forEach(made -> embeddings.beside(Modality.TEXT, name, made.beside()).forEach(sets::put));
    Map<Modality, NDArray> shown = new EnumMap<>(Modality.class);
    sets.asMap()
        .forEach(
            (modality, arrays) -> {
              NDArray stacked = NDArrays.concat(new NDList(arrays), 0);
              stacked.attach(bench.manager());
              shown.put(modality, stacked);
            });
    return shown;
  }

  private List<TextTarget> targets(SearchWords node) {
    StudyBatch batch = bench.batch();
    long[] seeds = bench.seeds(node.attack());
    List<TextTarget> targets = new ArrayList<>();
    for (int set = 0; set < node.captions().size(); set++) {
      for (int row = 0; row < batch.size(); row++) {
        targets.add(
            new TextTarget(
                set * batch.size() + row,
                batch.uids().get(row),
                batch.captions().get(row),
                batch.labels().get(row),
                seeds[row],
                bench.others(node.attack(), row),
                bench.words()));
      }
    }
    return targets;
  }

  /** The captions to read, one a study. */
  List<String> texts(Content captions) {
    return attacked(captions)
        .map(texts -> texts.stream().map(AttackedText::caption).toList())
        .orElse(bench.batch().captions());
  }

  /** What an attack found, a study each; empty for the clean captions. */
  Optional<List<AttackedText>> attacked(Content captions) {
    return captions.made().map(found::get);
  }
}
