package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.text.BagOfWords;
import io.gauntlet.records.AttackValues;
import io.gauntlet.schema.AttackPartFields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbbreviationsTest {
  private static final TextTarget CAPTION = new TextTarget(0, "1", "clear without edema", 0, 1);

  private static String attacked(String written) {
    AttackPart part = AttackSpec.parse(written).single().orElseThrow();
    BagOfWords victim = new BagOfWords(Map.of("without", -4, "edema", 3));
    AttackedText attacked =
        AttackCatalogue.load().text(part).attack(victim, List.of(CAPTION)).get(0);
    return attacked.caption();
  }

  private static AttackPartFields written(String written) {
    return AttackValues.of(AttackSpec.parse(written)).getParts().get(0);
  }

  @Test
  void theStandardOptionsMeanWhatTheyMeanInBuiltInAttacks() {
    assertEquals("clear without edema", attacked("abbreviations"));
    assertEquals("clear w/o edema", attacked("abbreviations:protect=nothing"));
    assertEquals("clear without edema", attacked("abbreviations:protect=nothing:max-queries=1"));
  }

  @Test
  void itsOutcomesTellItsRevisionAndWhetherTheLabelMayChange() {
    assertEquals(2, written("abbreviations").getRevision());
    assertEquals(false, written("abbreviations").getMayChangeLabel());
    assertEquals(true, written("abbreviations:protect=nothing").getMayChangeLabel());
  }
}
