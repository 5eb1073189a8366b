package io.gauntlet.report;

import com.google.common.base.Strings;
import com.google.common.hash.Hashing;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.FloorResult;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verdict as JUnit XML, which CI systems show: a test case for the verdict itself, which is an
 * error where it is neither a pass nor a failure, and one for each primary comparison and each
 * floor, skipped where it neither passed nor failed. All is decided together, so that the time is
 * that of the first case.
 */
public final class VerdictJunit {
  private static final String SUITE = "gauntlet gate";

  private final XMLStreamWriter xml;
  private final Verdict verdict;
  private final Decided decided;

  private VerdictJunit(XMLStreamWriter xml, Verdict verdict, Decided decided) {
    this.xml = xml;
    this.verdict = verdict;
    this.decided = decided;
  }

  /** Writes the verdict. */
  public static String render(Verdict verdict, Decided decided) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      new VerdictJunit(xml, verdict, decided).write();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out + "\n";
  }

  private boolean failed() {
    return verdict.status() == Status.FAIL;
  }

  private boolean undecided() {
    return !failed() && verdict.status() != Status.PASS;
  }

  private void write() throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    count("tests", 1L + verdict.primaries().size() + verdict.floors().size());
    count(
        "failures",
        (failed() ? 1 : 0)
            + verdict.count(PrimaryResult.Status.FAIL)
            + floors(FloorResult.Status.MISSED));
    count("errors", undecided() ? 1 : 0);
    count(
        "skipped",
        verdict.count(PrimaryResult.Status.INCONCLUSIVE)
            + verdict.count(PrimaryResult.Status.UNINFORMATIVE)
            + floors(FloorResult.Status.OPEN));
    time(decided.seconds());
    xml.writeAttribute(
        "timestamp",
        DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
            decided.at().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
    if (!decided.host().isEmpty()) {
      xml.writeAttribute("hostname", printable(decided.host()));
    }
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties().entrySet()) {
      xml.writeEmptyElement("property");
      xml.writeAttribute("name", property.getKey());
      xml.writeAttribute("value", printable(property.getValue()));
    }
    xml.writeEndElement();
    writeVerdict();
    for (PrimaryResult primary : verdict.primaries()) {
      write(primary);
    }
    for (FloorResult floor : verdict.floors()) {
      write(floor);
    }
    xml.writeEndElement();
  }

  /** What was held against what, by which rule; digests stand for what is long. */
  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("verdict", verdict.status().name());
    properties.put("reference", Strings.nullToEmpty(verdict.reference()));
    properties.put("candidate", Strings.nullToEmpty(verdict.candidate()));
    properties.put("manifest", Strings.nullToEmpty(verdict.manifest()));
    properties.put("policy", verdict.policy() == null ? "" : digest(verdict.policy()));
    properties.put("alpha", Double.toString(verdict.alpha()));
    properties.put("pass.level", Double.toString(verdict.passLevel()));
    properties.put("fail.level", Double.toString(verdict.failLevel()));
    properties.put("looks", Integer.toString(verdict.looks()));
    verdict.notes().stream()
        .filter(note -> note.code() == Cause.Code.LOOKS)
        .findFirst()
        .ifPresent(note -> properties.put("look", Long.toString(Math.round(note.number("look")))));
    properties.values().removeIf(String::isEmpty);
    return properties;
  }

  private static String digest(String policy) {
    return "sha256:" + Hashing.sha256().hashString(policy, StandardCharsets.UTF_8);
  }

  private long floors(FloorResult.Status status) {
    return verdict.floors().stream().filter(floor -> floor.status() == status).count();
  }

  private void writeVerdict() throws XMLStreamException {
    startCase(SUITE, verdict.status().name(), decided.seconds());
    Banner banner = Banner.of(Optional.of(verdict));
    String words =
        Stream.concat(Stream.of(banner.sentence()), banner.reasons().stream())
            .collect(Collectors.joining("\n"));
    if (failed() || undecided()) {
      outcome(failed() ? "failure" : "error", words);
    } else {
      xml.writeStartElement("system-out");
      xml.writeCharacters(printable(words));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void write(PrimaryResult primary) throws XMLStreamException {
    startCase(
        primary.key().victim(),
        CauseWords.what(primary.metric(), primary.key(), primary.slice()),
        0);
    String words = primary.causes().stream().map(CauseWords::of).collect(Collectors.joining("\n"));
    switch (primary.status()) {
      case PASS -> {}
      case FAIL -> outcome("failure", words);
      case INCONCLUSIVE, UNINFORMATIVE -> outcome("skipped", words);
    }
    xml.writeEndElement();
  }

  private void write(FloorResult floor) throws XMLStreamException {
    startCase(
        floor.key().victim(),
        "floor of " + CauseWords.what(floor.metric(), floor.key(), floor.slice()),
        0);
    switch (floor.status()) {
      case MET -> {}
      case MISSED -> outcome("failure", CauseWords.of(floor.cause()));
      case OPEN -> outcome("skipped", CauseWords.of(floor.cause()));
    }
    xml.writeEndElement();
  }

  private void count(String name, long count) throws XMLStreamException {
    xml.writeAttribute(name, Long.toString(count));
  }

  /** Seconds with three decimals, which is all that the schema has room for. */
  private void time(double seconds) throws XMLStreamException {
    if (!Double.isNaN(decided.seconds())) {
      xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", seconds));
    }
  }

  private void startCase(String suite, String name, double seconds) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", printable(suite));
    xml.writeAttribute("name", printable(name));
    time(seconds);
  }

  private void outcome(String kind, String message) throws XMLStreamException {
    xml.writeStartElement(kind);
    xml.writeAttribute("message", printable(message.lines().findFirst().orElse("")));
    xml.writeCharacters(printable(message));
    xml.writeEndElement();
  }

  /** XML 1.0 has neither control characters nor what is no character, and no escape for them. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\uFFFE\uFFFF&&[^\n\t]]", "\uFFFD");
  }
}
