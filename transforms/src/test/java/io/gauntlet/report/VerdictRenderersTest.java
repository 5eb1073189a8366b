package io.gauntlet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.FloorResult;
import io.gauntlet.score.gate.Looks;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class VerdictRenderersTest {
  private static final String HOSTILE = "<x a='b'>&\u0007]]>";
  private static final Instant START = Instant.parse("2026-11-27T08:00:00.25Z");
  private static final Decided HERE = new Decided(START, 12.5, "here");
  private static final PairKey KEY = new PairKey(new CellKey(HOSTILE, "pgd", null), "scoliosis");
  private static final Cause LOST =
      Cause.of(Cause.Code.LOST, KEY, ComparedMetric.ACCURACY)
          .with("drop", 0.4)
          .with("margin", 0.05)
          .with("corrected_p", 1e-8);

  @Test
  void junitHoldsATestCaseForEachPrimary() throws Exception {
    Element suite =
        parse(VerdictJunit.render(verdict(Status.FAIL, PrimaryResult.Status.FAIL), HERE));
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
        parse(
            VerdictJunit.render(
                verdict(Status.INCONCLUSIVE, PrimaryResult.Status.INCONCLUSIVE), HERE));
    assertEquals("0", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    assertEquals("1", suite.getAttribute("skipped"));
  }

  @Test
  void aPassIsQuiet() throws Exception {
    Element suite =
        parse(VerdictJunit.render(verdict(Status.PASS, PrimaryResult.Status.PASS), HERE));
    assertEquals("0", suite.getAttribute("failures"));
    assertEquals("0", suite.getAttribute("errors"));
    assertEquals(1, suite.getElementsByTagName("system-out").getLength());
  }

  /** The schema is that by which Jenkins' xUnit plugin reads JUnit (junit-10.xsd, MIT). */
  @ParameterizedTest
  @EnumSource
  void junitIsValid(Status status) throws Exception {
    Verdict verdict =
        verdict(status, PrimaryResult.Status.INCONCLUSIVE).toBuilder()
            .floors(
                Arrays.stream(FloorResult.Status.values())
                    .map(met -> floor(met))
                    .collect(ImmutableList.toImmutableList()))
            .build();
    for (Decided decided : List.of(HERE, Decided.byJob(START))) {
      String xml = VerdictJunit.render(verdict, decided);
      junitSchema().newValidator().validate(new StreamSource(new StringReader(xml)));
      Element suite = parse(xml);
      NodeList cases = suite.getElementsByTagName("testcase");
      assertEquals(suite.getAttribute("tests"), Integer.toString(cases.getLength()));
      assertEquals(
          Integer.parseInt(suite.getAttribute("failures")),
          suite.getElementsByTagName("failure").getLength());
      assertEquals(
          Integer.parseInt(suite.getAttribute("skipped")),
          suite.getElementsByTagName("skipped").getLength());
    }
  }

  @Test
  void whatIsNoJunitIsRefused() {
    String xml =
        VerdictJunit.render(verdict(Status.PASS, PrimaryResult.Status.PASS), HERE)
            .replace("tests=\"2\"", "");
    assertThrows(
        SAXException.class,
        () -> junitSchema().newValidator().validate(new StreamSource(new StringReader(xml))));
  }

  @Test
  void junitSaysWhenWhereAndByWhichRule() throws Exception {
    Verdict verdict =
        Looks.counted(
            verdict(Status.PASS, PrimaryResult.Status.PASS).toBuilder()
                .policy("alpha: 0.05\n")
                .looks(5)
                .build(),
            3);
    Element suite = parse(VerdictJunit.render(verdict, HERE));
    assertEquals("2026-11-27T08:00:00", suite.getAttribute("timestamp"));
    assertEquals("12.500", suite.getAttribute("time"));
    assertEquals("here", suite.getAttribute("hostname"));
    Map<String, String> properties = new HashMap<>();
    NodeList nodes = suite.getElementsByTagName("property");
    for (int i = 0; i < nodes.getLength(); i++) {
      Element property = (Element) nodes.item(i);
      properties.put(property.getAttribute("name"), property.getAttribute("value"));
    }
    assertEquals("runs/1", properties.get("reference"));
    assertEquals("runs/2", properties.get("candidate"));
    assertEquals("5", properties.get("looks"));
    assertEquals("3", properties.get("look"));
    assertEquals("0.01", properties.get("fail.level"));
    assertEquals("0.005", properties.get("pass.level"));
    assertTrue(properties.get("policy").startsWith("sha256:"), properties.toString());
    // Nobody knows which of many machines it was, or how long it took.
    Element byJob = parse(VerdictJunit.render(verdict, Decided.byJob(START)));
    assertFalse(byJob.hasAttribute("hostname"));
    assertFalse(byJob.hasAttribute("time"));
  }

  private static Schema junitSchema() throws SAXException {
    return SchemaFactory.newDefaultInstance()
        .newSchema(VerdictRenderersTest.class.getResource("junit-10.xsd"));
  }

  private static FloorResult floor(FloorResult.Status status) {
    return new FloorResult(
        KEY.cell(), null, ComparedMetric.F1, 0.8, new Estimate(0.7, 0.6, 0.9), status);
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
            || code == Cause.Code.NEEDS_CLASS
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
