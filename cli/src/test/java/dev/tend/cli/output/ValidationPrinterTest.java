package dev.tend.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceLocation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationPrinterTest {
  @TempDir Path folder;
  private final TestConsole test = new TestConsole();

  private static ReportSummary report(String file) {
    Problem problem =
        Problem.error(
            "schema/enum",
            new SourceLocation(file, 1, 2, 18),
            FieldPath.of("spec", "imagePullPolicy"),
            "'IfNotPersent' is not one of Always, IfNotPresent, Never: 50% sure, twice",
            "IfNotPresent");
    return new ReportSummary(3, 1, 0, 0, List.of(problem));
  }

  private String print(ValidationPrinter.Format format, ReportSummary report) {
    ValidationPrinter.of(format, test.console(), true).print(report);
    return test.out();
  }

  @Test
  void textShowsTheLineWithACaret() throws Exception {
    Path file = folder.resolve("pod.yaml");
    Files.writeString(file, "spec:\n  imagePullPolicy: IfNotPersent\n");

    assertThat(print(ValidationPrinter.Format.TEXT, report(file.toString())))
        .contains("pod.yaml:2:18: error: 'IfNotPersent' is not one of")
        .contains("  2 |   imagePullPolicy: IfNotPersent\n    |                  ^\n")
        .contains("  try: IfNotPresent\n")
        .endsWith("4 objects: 3 valid, 1 invalid; 1 error, 0 warnings\n");
  }

  @Test
  void jsonHoldsCountsAndPositions() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(print(ValidationPrinter.Format.JSON, report("a.yaml")));

    assertThat(json.at("/objects/invalid").asInt()).isEqualTo(1);
    assertThat(json.at("/findings/0/line").asInt()).isEqualTo(2);
    assertThat(json.at("/findings/0/path").asText()).isEqualTo(".spec.imagePullPolicy");
  }

  @Test
  void sarifHasARegionThatCodeScanningOpens() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(print(ValidationPrinter.Format.SARIF, report("a.yaml")));

    JsonNode result = json.at("/runs/0/results/0");
    assertThat(json.path("version").asText()).isEqualTo("2.1.0");
    assertThat(result.path("ruleId").asText()).isEqualTo("schema/enum");
    assertThat(result.at("/locations/0/physicalLocation/region/startColumn").asInt()).isEqualTo(18);
  }

  @Test
  void junitIsWellFormed() throws Exception {
    String xml = print(ValidationPrinter.Format.JUNIT, report("a&b.yaml"));

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void githubCommandsEscapeWhatWouldEndThem() {
    assertThat(print(ValidationPrinter.Format.GITHUB, report("a,b.yaml")))
        .startsWith("::error file=a%2Cb.yaml,line=2,col=18,title=schema/enum::'IfNotPersent'")
        .contains("50%25 sure");
  }
}
