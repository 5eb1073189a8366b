package io.gauntlet.data.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelRuleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "finding:Pneumothorax ~ Pneumothorax ~ Pneumothorax",
        "finding:Pneumothorax ~ Effusion|pneumothorax ~ Pneumothorax",
        "finding:Pneumothorax ~ Effusion; Pneumothorax ~ Pneumothorax",
        "finding:Pneumothorax ~ ['effusion', 'pneumothorax'] ~ Pneumothorax",
        "finding:Pneumothorax ~ Effusion ~ no Pneumothorax",
        "finding:Pneumothorax ~ Hydropneumothorax ~ no Pneumothorax",
        "finding:!No Finding ~ No Finding ~ No Finding",
        "finding:!No Finding ~ Mass ~ not No Finding",
        "kind:normal,viral,bacterial ~ Viral ~ viral",
        "Edema ~ 1.0 ~ Edema",
        "Edema ~ 0 ~ no Edema",
        "Edema ~ Yes ~ Edema"
      })
  void readsTheClassThatACellSays(String rule, String cell, String label) {
    LabelRule parsed = LabelRule.parse(rule);
    assertEquals(label, parsed.of(cell));
    assertTrue(parsed.classes().contains(label));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "finding:Pneumothorax ~ '' ~ no-label ~ the cell finding is empty",
        "finding:Pneumothorax ~ NaN ~ no-label ~ the cell finding is empty",
        "finding:!normal ~ normal|mass ~ no-label ~ says normal and something else",
        "kind:normal,viral ~ fungal ~ no-label ~ the cell kind is 'fungal'; write one of [normal, viral]",
        "Edema ~ -1.0 ~ uncertain-label ~ the labeller did not know",
        "Edema ~ 2 ~ no-label ~ write 1 or 0"
      })
  void neverGuessesAClass(String rule, String cell, String reason, String message) {
    BadInputException bad =
        assertThrows(BadInputException.class, () -> LabelRule.parse(rule).of(cell));
    assertEquals(reason, bad.reason());
    assertTrue(bad.getMessage().contains(message), bad.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        ":x ~ names no column",
        "finding: ~ names no value",
        "finding:! ~ ! stands before nothing",
        "finding:a,a ~ 'a' is there twice"
      })
  void saysWhatIsWrongWithARule(String rule, String message) {
    IllegalArgumentException bad =
        assertThrows(IllegalArgumentException.class, () -> LabelRule.parse(rule));
    assertTrue(bad.getMessage().contains(message), bad.getMessage());
  }

  @Test
  void theSecondOfTwoClassesIsTheOneThatIsNamed() {
    assertEquals(List.of("no Mass", "Mass"), LabelRule.parse("finding:Mass").classes());
    assertEquals(List.of("healthy", "not healthy"), LabelRule.parse("finding:!healthy").classes());
    assertEquals(List.of("a", "b, c"), LabelRule.parse("finding:a,b\\, c").classes());
  }
}
