package io.gauntlet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.CellVerdict;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class VerdictRenderersTest {
  private static final String HOSTILE = "<x a='b'>&\u0007]]>";

  @Test
  void junitHoldsATestCaseForEachComparison() throws Exception {
    Element suite = parse(VerdictJunit.render(verdict(Status.FAIL, false)));
    assertEquals("2", suite.getAttribute("tests"));
    assertEquals("2", suite.getAttribute("failures"));
    assertEquals("0", suite.getAttribute("errors"));
    Element cell = (Element) suite.getElementsByTagName("testcase").item(1);
    assertEquals("<x a='b'>&\uFFFD]]>", cell.getAttribute("classname"));
    Element failure = (Element) cell.getElementsByTagName("failure").item(0);
    assertTrue(failure.getTextContent().startsWith("it fell"));
  }

  @Test
  void whatCouldNotBeDecidedIsAnError() throws Exception {
    Element suite = parse(VerdictJunit.render(verdict(Status.NOT_COMPARABLE, true)));
    assertEquals("0", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
  }

  @Test
  void aPassIsQuiet() throws Exception {
    Element suite = parse(VerdictJunit.render(verdict(Status.PASS, true)));
    assertEquals("0", suite.getAttribute("failures"));
    assertEquals("0", suite.getAttribute("errors"));
    assertEquals(1, suite.getElementsByTagName("system-out").getLength());
  }

  @Test
  void textBeginsWithTheStatusAndItsReasons() {
    assertEquals(
        "FAIL\n  it fell " + HOSTILE + "\n1 comparisons, 1 failed (alpha 0.05, tolerance 0.03)\n",
        VerdictText.render(verdict(Status.FAIL, false)));
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static Verdict verdict(Status status, boolean passed) {
    return new Verdict(
        status,
        ImmutableList.of("it fell " + HOSTILE),
        "runs/1",
        "runs/2",
        0.05,
        0.03,
        ImmutableList.of(
            CellVerdict.builder()
                .key(new CellKey(HOSTILE, "pgd"))
                .slice("scoliosis")
                .metric(Metric.ACCURACY)
                .studies(100)
                .baseline(0.9)
                .candidate(0.5)
                .difference(new Estimate(-0.4, -0.5, -0.3))
                .p(1e-9)
                .correctedP(1e-8)
                .passed(passed)
                .reason("it fell " + HOSTILE)
                .build()));
  }
}
