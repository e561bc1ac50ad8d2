package dev.ijen.lab.report;

import dev.ijen.lab.report.TestCase.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads {@code target/surefire-reports/TEST-*.xml} of all modules. */
public final class SurefireReports {
  private SurefireReports() {}

  /** Reads every report below a source tree. */
  public static List<TestCase> read(Path root) throws IOException {
    var cases = new ArrayList<TestCase>();
    for (Path report : find(root)) {
      cases.addAll(parse(report));
    }
    return List.copyOf(cases);
  }

  /** Removes the reports of earlier runs, so that they are not counted again. */
  public static void delete(Path root) throws IOException {
    for (Path report : find(root)) {
      Files.delete(report);
    }
  }

  private static List<Path> find(Path root) throws IOException {
    try (Stream<Path> files = Files.find(root, 6, (path, _) -> isReport(path))) {
      return files.sorted().toList();
    }
  }

  private static boolean isReport(Path path) {
    String text = path.toString();
    return text.contains("/target/surefire-reports/TEST-") && text.endsWith(".xml");
  }

  private static List<TestCase> parse(Path report) throws IOException {
    try (InputStream in = Files.newInputStream(report)) {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      NodeList elements = factory.newDocumentBuilder().parse(in).getElementsByTagName("testcase");
      var cases = new ArrayList<TestCase>();
      for (int i = 0; i < elements.getLength(); i++) {
        cases.add(testCase((Element) elements.item(i)));
      }
      return cases;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("read " + report + ": not a report", e);
    }
  }

  private static TestCase testCase(Element element) {
    String name = element.getAttribute("classname") + "." + element.getAttribute("name");
    double seconds = Double.parseDouble(element.getAttribute("time").replace(",", ""));
    List<String> failures = texts(element, "failure", "error");
    if (!failures.isEmpty()) {
      return new TestCase(name, seconds, Outcome.FAILED, String.join("\n", failures));
    }
    boolean skipped = !texts(element, "skipped").isEmpty();
    return new TestCase(name, seconds, skipped ? Outcome.SKIPPED : Outcome.PASSED, "");
  }

  private static List<String> texts(Element element, String... children) {
    var texts = new ArrayList<String>();
    for (String child : children) {
      NodeList found = element.getElementsByTagName(child);
      for (int i = 0; i < found.getLength(); i++) {
        texts.add(found.item(i).getTextContent().strip());
      }
    }
    return List.copyOf(texts);
  }
}
