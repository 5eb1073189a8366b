package io.gauntlet.attack.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.ThreatModel.Truth;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackSpecTest {

  @ParameterizedTest
  @CsvSource({
    "none, none",
    "fgsm, fgsm:epsilon=0.03",
    "fgsm:epsilon=8/255, fgsm:epsilon=0.03137254901960784",
    "fgsm:epsilon=0.0005, fgsm:epsilon=0.0005",
    "fgsm:epsilon=5e-4, fgsm:epsilon=0.0005",
    "pgd:steps=1e3, pgd:epsilon=0.03:steps=1000",
    "pgd:steps=10:epsilon=0.2, pgd:epsilon=0.2:steps=10",
    "synonym-greedy, synonym-greedy:fraction=0.4",
    "fgsm+half-sentence-deletion, fgsm:epsilon=0.03+half-sentence-deletion:fraction=0.5",
    "transfer:from=late-fusion(fgsm), transfer:from=late-fusion(fgsm:epsilon=0.03)",
    "alternating(fgsm+synonym-random),"
        + " alternating(fgsm:epsilon=0.03+synonym-random:fraction=0.4)",
    "alternating:rounds=3(fgsm+synonym-random),"
        + " alternating:rounds=3(fgsm:epsilon=0.03+synonym-random:fraction=0.4)",
    "worst-of(fgsm|alternating(fgsm+synonym-random)|transfer:from=text(fgsm)),"
        + " worst-of(fgsm:epsilon=0.03"
        + "|alternating(fgsm:epsilon=0.03+synonym-random:fraction=0.4)"
        + "|transfer:from=text(fgsm:epsilon=0.03))",
  })
  void spellsEveryOption(String written, String canonical) {
    assertEquals(canonical, AttackSpec.parse(written).toString());
    assertEquals(AttackSpec.parse(written), AttackSpec.parse(canonical));
  }

  @ParameterizedTest
  @CsvSource({
    "pgdd, no attack is named 'pgdd'",
    "fgsm:epsilon=2, epsilon is 2.0",
    "fgsm:eps=0.1, 'there is no option ''eps''; there are [epsilon, target, views]'",
    "fgsm:epsilon=big, 'big' is not a number",
    "fgsm:epsilon, not 'epsilon'",
    "fgsm+pgd, at most one attack on pixels",
    "synonym-random+fgsm, 'at most one attack on pixels, then at most one on words'",
    "synonym-random:fraction=0, fraction",
    "synonym-random+synonym-greedy, at most one attack on words",
    "pgd:steps=1.5, '1.5' is not a whole number",
    "pgd:steps=1:steps=2, write each option once",
    "pgd:steps=0, steps is 0; give at least 1",
    "worst-of, no attack is named 'worst-of'; there are",
    "worst-of(fgsm, ( without ) at the end",
    "worst-of(), no attack is named ''",
    "worst-of(fgsm|worst-of(fgsm)), none of them a suite",
    "best-of(fgsm), 'best-of' takes no attack in parentheses; there are [alternating",
    "alternating(fgsm), alternating needs an attack on pixels + one on words",
    "alternating:rounds=0(fgsm+synonym-random), rounds is 0; give at least 1",
    "transfer(fgsm), write transfer:from=VICTIM(ATTACK)",
    "transfer:from=text(synonym-random), transfer shows images alone",
    "transfer:form=text(fgsm), there is no option 'form'; did you mean 'from'? There are",
  })
  void saysWhatIsWrong(String written, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> AttackSpec.parse(written));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "pwws, pwws:fraction=0.4:max-queries=40",
    "pwws:max-queries=50, pwws:fraction=0.4:max-queries=50",
    "hotflip:max-queries=7, hotflip:fraction=0.4:max-queries=7",
    "half-sentence-deletion, half-sentence-deletion:fraction=0.5",
  })
  void aBoundOnQueriesHoldsForAttacksWhoseOwnIsNone(String written, String bounded) {
    assertEquals(bounded, AttackCatalogue.load().parse(written, 40).toString());
  }

  @Test
  void anAttackOverTwoLinesIsRefusedInOne() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> AttackSpec.parse("fgsm\n:epsilon=0.1"))
            .getMessage();
    assertEquals(
        "'fgsm :epsilon=0.1' holds a line break or a control character; write the attack in one line",
        message);
  }

  @Test
  void thePapersGridIsElevenRowsAndTwoTransfers() {
    AttackGrid grid = AttackGrid.paper();
    assertEquals(11, grid.attacks().size());
    assertEquals(2, grid.transfers().size());
  }

  @Test
  void aGridAlwaysHasTheCleanRowOnce() {
    assertEquals(
        List.of("none", "fgsm:epsilon=0.03"),
        AttackGrid.of(List.of("fgsm", "none", "fgsm:epsilon=0.03"), List.of()).attacks().stream()
            .map(AttackSpec::toString)
            .toList());
  }

  @Test
  void allIsEveryAttackOnTheClassPathAndThreeJointOnesAndControlsAskNobody() {
    AttackCatalogue catalogue = AttackCatalogue.load();
    List<String> all =
        AttackGrid.of(AttackGrid.preset("all", catalogue), List.of()).attacks().stream()
            .map(AttackSpec::toString)
            .toList();
    for (AttackProvider<?> provider : catalogue.all()) {
      String name = provider.description().name();
      assertTrue(
          all.stream().anyMatch(attack -> attack.equals(name) || attack.startsWith(name + ":")),
          name);
    }
    assertEquals(1 + catalogue.all().size() + 3, all.size(), all.toString());
    List<String> controls = AttackGrid.preset("controls", catalogue);
    assertTrue(
        controls.containsAll(
            List.of(
                "gaussian-noise", "blur", "word-shuffle", "drop-image", "drop-text", "swap-text")),
        controls.toString());
    assertFalse(controls.contains("fgsm") || controls.contains("pwws"), controls.toString());
  }

  @Test
  void aGridArrivesOnAWorkerAsItWasSent() {
    AttackGrid grid =
        AttackGrid.of(
            AttackGrid.preset("all", AttackCatalogue.load()),
            List.of("pgd:epsilon=8/255:steps=10"));
    AttackGrid arrived = SerializableUtils.ensureSerializable(grid);
    assertEquals(grid, arrived);
    assertEquals(grid.attacks().toString(), arrived.attacks().toString());
  }

  @Test
  void smallBudgetsAreBelowEachOfThePapers() {
    List<AttackSpec> small =
        AttackGrid.preset("small-budgets", AttackCatalogue.load()).stream()
            .map(AttackSpec::parse)
            .toList();
    assertEquals(2, small.size());
    for (AttackSpec attack : small) {
      assertEquals(Truth.HOLDS, attack.truth());
      assertTrue(attack.single().orElseThrow().options().number("epsilon") < 2.0 / 255);
    }
  }

  @Test
  void thePapersRowsArePrintedAsTheyAreWritten() {
    AttackGrid grid = AttackGrid.paper();
    assertEquals(PaperAttacks.table1(), grid.attacks().stream().map(AttackSpec::toString).toList());
    assertEquals(
        PaperAttacks.transfers(), grid.transfers().stream().map(AttackPart::toString).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "none, NOTHING, HOLDS, ''",
    "pgd:epsilon=8/255, WHITE_BOX, HOLDS, linf 0.03137254901960784",
    "pgd:norm=l2:epsilon=1, WHITE_BOX, HOLDS, l2 1.0",
    "cw, WHITE_BOX, HOLDS, l2 Infinity",
    "fab:epsilon=0.1, WHITE_BOX, HOLDS, linf 0.1",
    "square, SCORES, HOLDS, linf 0.03",
    "hop-skip-jump, DECISIONS, HOLDS, l2 Infinity",
    "blur, NOTHING, HOLDS, none Infinity",
    "drop-image, NOTHING, WITHHELD, none Infinity",
    "drop-text, NOTHING, WITHHELD, none Infinity",
    "swap-text:from=other-class, NOTHING, EXCHANGED, none Infinity",
    "drop-image+pwws, SCORES, WITHHELD, none Infinity|words 0.4",
    "checkerboard, NOTHING, HOLDS, linf 0.03",
    "pwws:protect=nothing, SCORES, MAY_CHANGE, words 0.4",
    "half-sentence-deletion, NOTHING, MAY_CHANGE, words 0.5",
    "random-deletion:worst-of=3, SCORES, MAY_CHANGE, words 0.1",
    "hotflip, WHITE_BOX, MAY_CHANGE, words 0.4",
    "textfooler, WHITE_BOX, MAY_CHANGE, words 0.4",
    "masked-lm, WHITE_BOX, MAY_CHANGE, words 0.4",
    "synonym-greedy, SCORES, HOLDS, words 0.4",
    "char-typo, SCORES, HOLDS, words 0.4",
    "word-shuffle, NOTHING, HOLDS, words 1.0",
    "fgsm+pwws, WHITE_BOX, HOLDS, linf 0.03|words 0.4",
    "transfer:from=text(fgsm), NOTHING, HOLDS, linf 0.03",
    "worst-of(fgsm|half-sentence-deletion), SCORES, MAY_CHANGE, linf 0.03|words 0.5",
  })
  void saysWhatItKnowsAndMayDo(
      String attack, AttackerKnowledge knowledge, Truth truth, String budgets) {
    AttackSpec spec = AttackSpec.parse(attack);
    assertEquals(knowledge, spec.knowledge());
    assertEquals(truth, spec.truth());
    assertEquals(
        budgets,
        spec.parts().stream()
            .map(part -> part.threat().budget())
            .map(budget -> budget.norm() + " " + budget.limit())
            .collect(Collectors.joining("|")));
  }

  @Test
  void aJarsAttackIsFoundByItsClassLoaderAlone() {
    AttackCatalogue here = AttackCatalogue.of(AttackSpecTest.class.getClassLoader());
    AttackCatalogue builtIn = AttackCatalogue.of(ClassLoader.getPlatformClassLoader());
    assertTrue(here.find("checkerboard").isPresent());
    assertFalse(builtIn.find("checkerboard").isPresent());
    assertTrue(builtIn.find("pgd").isPresent());
  }
}
