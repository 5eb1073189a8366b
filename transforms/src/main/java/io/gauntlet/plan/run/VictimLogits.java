package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.Scopes;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.data.Modality;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The logits of victims on a batch, from what was embedded; those of clean studies once. */
final class VictimLogits {
  private final Workbench bench;
  private final StudyEmbeddings embeddings;
  private final Map<String, List<Logits>> clean = new HashMap<>();

  VictimLogits(Workbench bench, StudyEmbeddings embeddings) {
    this.bench = bench;
    this.embeddings = embeddings;
  }

  /** Logits of clean studies. */
  List<Logits> clean(String victim) {
    return clean.computeIfAbsent(victim, name -> fuse(name, AttackedStudy.CLEAN));
  }

  /** Logits of studies as attacks left them. */
  List<Logits> of(String victim, AttackedStudy study) {
    return study.isClean() ? clean(victim) : fuse(victim, study);
  }

  private List<Logits> fuse(String victim, AttackedStudy study) {
    try (NDManager scope = bench.manager().newSubManager()) {
      Map<Modality, NDArray> all = new EnumMap<>(embeddings.of(victim, study));
      all.replaceAll((modality, array) -> Scopes.copyInto(scope, array));
      return Logits.rows(bench.victim(victim).fuse(all));
    }
  }
}
