package io.gauntlet.attack.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.text.words.ProtectedWords;
import io.gauntlet.attack.text.words.Words;
import io.gauntlet.model.TinyBert;
import io.gauntlet.model.Victim;
import io.gauntlet.plan.run.GridRuns;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.plan.run.StudyBatches;
import io.gauntlet.schema.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenVictimsInTheGridTest {
  private static final List<String> CAPTIONS =
      List.of(
          "the heart is normal in size. no pleural effusion.",
          "large left effusion and 2 small nodules",
          "lungs are clear, the mediastinum is normal");

  @Test
  void attacksThatLookInsideMeetThoseVictimsThatShowIt() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, Victim> victims = new TreeMap<>();
      victims.put("plain", TinyBert.classifier(manager, CAPTIONS));
      victims.put("filling", TinyBert.classifier(manager, CAPTIONS, true));
      AttackGrid grid = AttackGrid.of(List.of("hotflip", "textfooler", "masked-lm"), List.of());
      StudyBatch batch =
          new StudyBatch(
              StudyBatches.studies(List.of("a", "b", "c"), CAPTIONS),
              Optional.empty(),
              ImmutableList.of());
      List<Outcome> outcomes = GridRuns.run(manager, batch, victims, grid);
      Set<String> cells = new TreeSet<>();
      boolean changed = false;
      for (Outcome outcome : outcomes) {
        cells.add(outcome.getVictim() + " " + outcome.getAttack());
        if (outcome.getAdversarialCaption() != null) {
          String clean = CAPTIONS.get(outcome.getUid().charAt(0) - 'a');
          changed |= !clean.equals(outcome.getAdversarialCaption());
          assertEquals(kept(clean), kept(outcome.getAdversarialCaption()));
          assertNotEquals(0, outcome.getQueries());
        }
      }
      assertTrue(changed);
      assertEquals(
          Set.of(
              "filling hotflip:fraction=0.4",
              "filling masked-lm:fraction=0.4",
              "filling none",
              "filling textfooler:fraction=0.4",
              "plain hotflip:fraction=0.4",
              "plain none",
              "plain textfooler:fraction=0.4"),
          cells);
    }
  }

  private static List<String> kept(String caption) {
    return Words.of(caption).all().stream().filter(ProtectedWords::isProtected).toList();
  }
}
