package io.gauntlet.report;

import io.gauntlet.score.gate.CellVerdict;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verdict as JUnit XML, which CI systems show: a test case for each comparison, and one for the
 * verdict itself, which is an error where nothing could be decided.
 */
public final class VerdictJunit {
  private static final String SUITE = "gauntlet gate";

  private VerdictJunit() {}

  /** Writes the verdict. */
  public static String render(Verdict verdict) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument();
      write(xml, verdict);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out + "\n";
  }

  private static void write(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
    boolean failed = verdict.status() == Status.FAIL;
    boolean undecided = verdict.status().exitStatus() > Status.FAIL.exitStatus();
    long cellsFailed = verdict.cells().stream().filter(cell -> !cell.passed()).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", Integer.toString(verdict.cells().size() + 1));
    xml.writeAttribute("failures", Long.toString(cellsFailed + (failed ? 1 : 0)));
    xml.writeAttribute("errors", undecided ? "1" : "0");
    startCase(xml, SUITE, verdict.status().name());
    String reasons = String.join("\n", verdict.reasons());
    if (failed || undecided) {
      outcome(xml, failed ? "failure" : "error", reasons);
    } else if (!reasons.isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(printable(reasons));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    for (CellVerdict cell : verdict.cells()) {
      String slice = cell.slice() == null ? "" : ", studies with " + cell.slice();
      startCase(xml, cell.key().victim(), cell.metric().key() + " of " + cell.key() + slice);
      if (!cell.passed()) {
        outcome(xml, "failure", cell.reason());
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void startCase(XMLStreamWriter xml, String suite, String name)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", printable(suite));
    xml.writeAttribute("name", printable(name));
  }

  private static void outcome(XMLStreamWriter xml, String kind, String message)
      throws XMLStreamException {
    xml.writeStartElement(kind);
    xml.writeAttribute("message", printable(message.lines().findFirst().orElse("")));
    xml.writeCharacters(printable(message));
    xml.writeEndElement();
  }

  /** XML 1.0 has no control characters, and no escape for them. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
  }
}
