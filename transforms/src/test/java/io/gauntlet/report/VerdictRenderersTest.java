package io.gauntlet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class VerdictRenderersTest {
  private static final String HOSTILE = "<x a='b'>&\u0007]]>";
  private static final PairKey KEY = new PairKey(new CellKey(HOSTILE, "pgd", null), "scoliosis");
  private static final Cause LOST =
      Cause.of(Cause.Code.LOST, KEY, ComparedMetric.ACCURACY)
          .with("drop", 0.4)
          .with("margin", 0.05)
          .with("corrected_p", 1e-8);

  @Test
  void junitHoldsATestCaseForEachPrimary() throws Exception {
    Element suite = parse(VerdictJunit.render(verdict(Status.FAIL, PrimaryResult.Status.FAIL)));
    assertEquals("2", suite.getAttribute("tests"));
    assertEquals("2", suite.getAttribute("failures"));
    assertEquals("0", suite.getAttribute("errors"));
    Element cell = (Element) suite.getElementsByTagName("testcase").item(1);
    assertEquals("<x a='b'>&\uFFFD]]>", cell.getAttribute("classname"));
    Element failure = (Element) cell.getElementsByTagName("failure").item(0);
    assertTrue(failure.getTextContent().contains("fell by 40.0 points"), failure.getTextContent());
  }

  @Test
  void whatCouldNotBeDecidedIsAnError() throws Exception {
    Element suite =
        parse(VerdictJunit.render(verdict(Status.INCONCLUSIVE, PrimaryResult.Status.INCONCLUSIVE)));
    assertEquals("0", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    assertEquals("1", suite.getAttribute("skipped"));
  }

  @Test
  void aPassIsQuiet() throws Exception {
    Element suite = parse(VerdictJunit.render(verdict(Status.PASS, PrimaryResult.Status.PASS)));
    assertEquals("0", suite.getAttribute("failures"));
    assertEquals("0", suite.getAttribute("errors"));
    assertEquals(1, suite.getElementsByTagName("system-out").getLength());
  }

  @Test
  void textBeginsWithTheStatusAndOneSentence() {
    String text = VerdictText.render(verdict(Status.FAIL, PrimaryResult.Status.FAIL));
    assertEquals(
        "FAIL\n  Accuracy of "
            + HOSTILE
            + " under pgd, studies with scoliosis fell by 40.0 points, at least the margin of 5.0"
            + " and beyond chance (p below 0.0001).\n  ✕ fail          accuracy of "
            + HOSTILE
            + " under pgd, studies with scoliosis: 90.0% to 50.0%, drop +40.0 [+30.0 to +50.0],"
            + " bound +50.0, margin 5.0\n",
        text);
  }

  /** Every code has a sentence, whatever its values are, and none of them speaks in code. */
  @ParameterizedTest
  @EnumSource(Cause.Code.class)
  void everyCauseHasASentence(Cause.Code code) {
    Cause cause =
        Cause.of(code, KEY, ComparedMetric.SENSITIVITY)
            .with("drop", 0.1)
            .with("margin", 0.05)
            .with("studies", 7)
            .with("needed", 90)
            .naming("one", "other", "");
    String sentence = CauseWords.of(cause);
    assertFalse(sentence.isBlank());
    assertFalse(sentence.contains(code.name()), sentence);
    assertFalse(sentence.contains("%s") || sentence.contains("null"), sentence);
    assertTrue(
        Character.isUpperCase(sentence.charAt(0))
            || code == Cause.Code.MATCHES_NOTHING
            || code == Cause.Code.NOT_WHAT_WAS_WRITTEN
            || sentence.startsWith(HOSTILE)
            || sentence.startsWith("sensitivity"),
        sentence);
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  @Test
  void whatRetrainingAloneMovesStandsBesideTheDrop() {
    Verdict verdict = verdict(Status.PASS, PrimaryResult.Status.PASS);
    Verdict seeded =
        verdict.toBuilder()
            .primaries(
                ImmutableList.of(
                    verdict.primaries().get(0).toBuilder().referenceSpread(0.0123).build()))
            .build();
    assertTrue(
        VerdictText.render(seeded).contains("(retraining alone moves this by ± 1.2)"),
        VerdictText.render(seeded));
    assertTrue(
        VerdictTable.primaries(seeded).rows().get(0).get(7).note().endsWith("± 1.2"), "the page");
    assertTrue(!VerdictText.render(verdict).contains("retraining"));
  }

  private static Verdict verdict(Status status, PrimaryResult.Status primary) {
    ImmutableList<Cause> causes =
        status == Status.PASS ? ImmutableList.of() : ImmutableList.of(LOST);
    return Verdict.builder()
        .status(status)
        .causes(causes)
        .reference("runs/1")
        .candidate("runs/2")
        .alpha(0.05)
        .looks(1)
        .primaries(
            ImmutableList.of(
                PrimaryResult.builder()
                    .key(KEY.cell())
                    .slice(KEY.slice())
                    .metric(ComparedMetric.ACCURACY)
                    .margin(0.05)
                    .status(primary)
                    .studies(100)
                    .reference(0.9)
                    .candidate(0.5)
                    .drop(new Estimate(0.4, 0.3, 0.5))
                    .bound(0.5)
                    .p(1e-9)
                    .correctedP(1e-8)
                    .causes(causes)
                    .build()))
        .build();
  }
}
