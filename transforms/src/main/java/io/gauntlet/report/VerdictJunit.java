package io.gauntlet.report;

import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verdict as JUnit XML, which CI systems show: a test case for each primary comparison, skipped
 * where it neither passed nor failed, and one for the verdict itself, which is an error where it is
 * neither.
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
    boolean undecided = !failed && verdict.status() != Status.PASS;
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", Integer.toString(verdict.primaries().size() + 1));
    xml.writeAttribute(
        "failures", Long.toString(verdict.count(PrimaryResult.Status.FAIL) + (failed ? 1 : 0)));
    xml.writeAttribute("errors", undecided ? "1" : "0");
    xml.writeAttribute(
        "skipped",
        Long.toString(
            verdict.count(PrimaryResult.Status.INCONCLUSIVE)
                + verdict.count(PrimaryResult.Status.UNINFORMATIVE)));
    startCase(xml, SUITE, verdict.status().name());
    Banner banner = Banner.of(Optional.of(verdict));
    String words =
        Stream.concat(Stream.of(banner.sentence()), banner.reasons().stream())
            .collect(Collectors.joining("\n"));
    if (failed || undecided) {
      outcome(xml, failed ? "failure" : "error", words);
    } else {
      xml.writeStartElement("system-out");
      xml.writeCharacters(printable(words));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    for (PrimaryResult primary : verdict.primaries()) {
      write(xml, primary);
    }
    xml.writeEndElement();
  }

  private static void write(XMLStreamWriter xml, PrimaryResult primary) throws XMLStreamException {
    startCase(
        xml,
        primary.key().victim(),
        CauseWords.what(primary.metric(), primary.key(), primary.slice()));
    String words = primary.causes().stream().map(CauseWords::of).collect(Collectors.joining("\n"));
    switch (primary.status()) {
      case PASS -> {}
      case FAIL -> outcome(xml, "failure", words);
      case INCONCLUSIVE, UNINFORMATIVE -> outcome(xml, "skipped", words);
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
