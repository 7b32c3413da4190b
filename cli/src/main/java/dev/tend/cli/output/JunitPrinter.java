package dev.tend.cli.output;

import dev.tend.manifest.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Prints findings as a JUnit report: a test case for each file that has any. */
record JunitPrinter(PrintStream out) {
  void print(ReportSummary report) {
    Map<String, List<Problem>> byFile = new TreeMap<>();
    for (Problem problem : report.problems()) {
      byFile.computeIfAbsent(problem.location().file(), file -> new ArrayList<>()).add(problem);
    }
    try {
      write(report, byFile);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    out.println();
    out.flush();
  }

  private void write(ReportSummary report, Map<String, List<Problem>> byFile)
      throws XMLStreamException {
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
    long failures =
        byFile.values().stream().filter(list -> list.stream().anyMatch(Problem::isError)).count();
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "tend validate");
    xml.writeAttribute("tests", String.valueOf(byFile.size() + report.valid()));
    xml.writeAttribute("failures", String.valueOf(failures));
    xml.writeAttribute("skipped", String.valueOf(report.skipped()));
    for (Map.Entry<String, List<Problem>> file : byFile.entrySet()) {
      writeCase(xml, file.getKey(), file.getValue());
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
  }

  private static void writeCase(XMLStreamWriter xml, String file, List<Problem> problems)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "tend.validate");
    xml.writeAttribute("name", file);
    for (Problem problem : problems) {
      xml.writeStartElement(problem.isError() ? "failure" : "system-out");
      if (problem.isError()) {
        xml.writeAttribute("type", problem.rule());
        xml.writeAttribute("message", problem.message());
      }
      xml.writeCharacters(problem.location() + ": " + problem.message() + " " + problem.hint());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
