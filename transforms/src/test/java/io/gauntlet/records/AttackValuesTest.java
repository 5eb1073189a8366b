package io.gauntlet.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.BudgetFields;
import io.gauntlet.schema.NamedValue;
import io.gauntlet.score.ScoredAttack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttackValuesTest {
  private final AttackValues values = new AttackValues();

  @ParameterizedTest
  @CsvSource({
    "none, none, 0",
    "fgsm:epsilon=0.03, single, 1",
    "fgsm:epsilon=0.03+half-sentence-deletion:fraction=0.5, sequence, 2",
    "alternating:rounds=2(fgsm:epsilon=0.03+synonym-random:fraction=0.4), alternating, 2",
    "transfer:from=late-fusion(pgd:epsilon=0.03:steps=10), transfer, 1",
    "worst-of(fgsm:epsilon=0.03|fgsm:epsilon=0.03+pwws:fraction=0.4), worst-of, 2",
    "unheard-of(anything), other, 0",
    "worst-of(half, other, 0",
  })
  void theFormAndThePartsAreThoseOfTheText(String text, String form, int parts) {
    AttackFields fields = values.of(text);
    assertEquals(form, fields.getForm());
    assertEquals(parts, fields.getParts().size());
  }

  @ParameterizedTest
  @CsvSource({
    "pgd:epsilon=0.03:steps=10, image, white-box, linf",
    "pgd:epsilon=1:norm=l2:steps=10, image, white-box, l2",
    "deepfool:epsilon=0.5:steps=50, image, white-box, l2",
    "fab:epsilon=0.1, image, white-box, linf",
    "square:epsilon=0.03:queries=100, image, scores, linf",
    "hop-skip-jump:queries=100, image, decisions, l2",
    "uniform-noise:epsilon=0.03, image, nothing, linf",
    "blur:sigma=1, image, nothing,",
    "pwws:fraction=0.4, text, scores,",
    "random-deletion:fraction=0.1, text, nothing,",
    "random-deletion:fraction=0.1:worst-of=3, text, scores,",
    "hotflip:fraction=0.1, text, white-box,",
  })
  void whatAnAttackIsIsToldAsValues(String text, String modality, String knowledge, String norm) {
    AttackPartFields part = values.of(text).getParts().get(0);
    assertEquals(text, part.getText());
    assertEquals(modality, part.getModality());
    assertEquals(knowledge, part.getKnowledge());
    assertEquals(norm, part.getNorm());
    assertEquals(List.of(modality), values.of(text).getTouched());
  }

  /** So that no gate takes it for an attack that a release should withstand. */
  @ParameterizedTest
  @CsvSource({
    "drop-image, true, true",
    "swap-text, true, true",
    "drop-image+pwws:fraction=0.4, true, true",
    "half-sentence-deletion:fraction=0.5, true, false",
    "blur:sigma=1, false, false",
  })
  void aControlSaysThatAModalityIsMissing(String text, boolean mayChange, boolean without) {
    AttackFields fields = values.of(text);
    assertEquals(mayChange, fields.getMayChangeLabel());
    assertEquals(without, fields.getWithoutModality());
    assertEquals(mayChange, ScoredAttack.of(text, fields).mayChangeLabel());
    assertEquals(without, ScoredAttack.of(text, fields).isWithoutModality());
  }

  @Test
  void anAttackThatIsNotOnTheClassPathKeepsItsNameOptionsAndBudget() {
    AttackFields fields = values.of("gone:epsilon=0.03:strength=high");
    AttackPartFields part = fields.getParts().get(0);
    assertEquals("gone", part.getName());
    assertEquals(
        List.of(new NamedValue("epsilon", "0.03"), new NamedValue("strength", "high")),
        part.getOptions());
    assertEquals(List.of(new BudgetFields("epsilon", 0.03)), part.getBudgets());
    assertNull(part.getModality());
    assertNull(part.getKnowledge());
    assertNull(fields.getTouched());
  }

  @Test
  void whatHasNoValueBelongsToTheName() {
    assertEquals("odd:option", values.of("odd:option").getParts().get(0).getName());
  }

  @Test
  void theSameTextIsReadOnce() {
    assertSame(values.of("fgsm:epsilon=0.03"), values.of("fgsm:epsilon=0.03"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "pgd:epsilon=1:norm=l2:steps=5:views=frontal",
        "cw:rounds=1:steps=3",
        "random-deletion:worst-of=3",
        "fgsm+half-sentence-deletion",
        "alternating:rounds=2(fgsm+synonym-random)",
        "transfer:from=late-fusion(pgd)",
        "worst-of(fgsm|fgsm+pwws)",
      })
  void anAttackAndItsTextAreTheSameValuesButForTheRevision(String written) {
    AttackSpec spec = AttackSpec.parse(written);
    AttackFields fields = AttackValues.of(spec);
    for (AttackPartFields part : fields.getParts()) {
      assertTrue(part.getRevision() >= 1);
      part.setRevision(null);
    }
    assertEquals(fields, values.of(spec.toString()));
  }
}
