package wml.gate.output;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.gate.result.Comparison.Finding;
import wml.gate.result.GateResult;

/**
 * JUnit's XML as Jenkins's xUnit plugin specifies it (junit-10.xsd): a case per metric. Regressions
 * are failures; what is not known is skipped, never passed; a gate that could not compare has one
 * case that is an error.
 */
final class JUnitXml {
  private final GateResult result;
  private final XMLStreamWriter xml;

  private JUnitXml(GateResult result, XMLStreamWriter xml) {
    this.result = result;
    this.xml = xml;
  }

  static String of(GateResult result) {
    try {
      StringWriter out = new StringWriter();
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      new JUnitXml(result, xml).suites();
      xml.writeEndDocument();
      xml.close();
      return out + "\n";
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a string always takes it
    }
  }

  private void suites() throws XMLStreamException {
    List<Comparison> cases = result.comparisons();
    boolean broken = result.verdict() == Verdict.INVALID || result.verdict() == Verdict.UNSTABLE;
    String tests = Integer.toString(cases.size() + (broken ? 1 : 0));
    String failures = count(Finding.REGRESSION);
    String errors = broken ? "1" : "0";
    xml.writeStartElement("testsuites");
    attributes("name", "wml gate", "time", seconds());
    attributes("tests", tests, "failures", failures, "errors", errors);
    xml.writeStartElement("testsuite");
    attributes("name", result.workload(), "time", seconds());
    attributes("tests", tests, "failures", failures, "errors", errors);
    attributes("skipped", Long.toString(skipped()));
    if (result.startedAt().length() >= 19) {
      attributes("timestamp", result.startedAt().substring(0, 19));
    }
    properties();
    if (broken) {
      element("gate", "error", result.verdict().name(), result.reason());
    }
    for (Comparison comparison : cases) {
      metric(comparison);
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void properties() throws XMLStreamException {
    xml.writeStartElement("properties");
    property("verdict", result.verdict().name());
    property("reason", result.reason());
    property("baseline", Words.side(result.baseline()));
    property("candidate", Words.side(result.candidate()));
    property("measured", Words.method(result));
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attributes("name", name, "value", value);
  }

  private void metric(Comparison comparison) throws XMLStreamException {
    String sentence = Words.sentence(comparison);
    switch (comparison.finding()) {
      case REGRESSION -> element(comparison.name(), "failure", "REGRESSION", sentence);
      case INCONCLUSIVE -> element(comparison.name(), "skipped", "INCONCLUSIVE", sentence);
      case SKIPPED -> element(comparison.name(), "skipped", "SKIPPED", comparison.skipped());
      case WARNING, PASS -> {
        start(comparison.name());
        xml.writeStartElement("system-out");
        xml.writeCharacters(sentence);
        xml.writeEndElement();
        xml.writeEndElement();
      }
    }
  }

  private void element(String name, String element, String type, String message)
      throws XMLStreamException {
    start(name);
    xml.writeStartElement(element);
    attributes("type", type, "message", message);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void start(String name) throws XMLStreamException {
    String file = result.workload().substring(result.workload().lastIndexOf('/') + 1);
    xml.writeStartElement("testcase");
    // Dots would make packages of the file's name.
    attributes("classname", "gate." + file.replace('.', '_'), "name", name, "time", "0");
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], Words.line(namesAndValues[i + 1]));
    }
  }

  private String count(Finding finding) {
    return Long.toString(result.comparisons().stream().filter(c -> c.finding() == finding).count());
  }

  private long skipped() {
    return result.comparisons().stream()
        .filter(c -> c.finding() == Finding.SKIPPED || c.finding() == Finding.INCONCLUSIVE)
        .count();
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.3f", Math.max(0, result.seconds()));
  }
}
