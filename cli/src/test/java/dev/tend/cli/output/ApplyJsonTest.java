package dev.tend.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.rollout.Diagnosis;
import dev.tend.apply.rollout.Readiness;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplyJsonTest {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");

  @Test
  void everyLineSaysWhatItIsAndWhichObjectItIsAbout() throws Exception {
    List<JsonNode> lines =
        lines(
            new ApplyEvent.Applied(WEB, ApplyEvent.Action.CREATED, List.of()),
            new ApplyEvent.Failed(WEB, "no", ""),
            new ApplyEvent.Progressed(WEB, new Readiness.Ready("all there")),
            new ApplyEvent.Diagnosed(
                WEB, new Diagnosis(WEB, "CrashLoop", "it ends", List.of(), List.of(), true)),
            new ApplyEvent.DeletionBlocked(WEB, List.of("a/b")));

    assertThat(lines)
        .extracting(line -> line.path("type").asText())
        .containsExactly("Applied", "Failed", "Progressed", "Diagnosed", "DeletionBlocked");
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.path("apiVersion").asText()).isEqualTo("output.tend.dev/v1");
              assertThat(line.path("kind").asText()).isEqualTo("ApplyEvent");
              assertThat(line.path("object").toString())
                  .isEqualTo(
                      """
                      {"group":"apps","kind":"Deployment","namespace":"shop","name":"web"}""");
            });
  }

  @Test
  void theLinesAboutNoObjectNameNone() throws Exception {
    assertThat(lines(new ApplyEvent.Started(2, "sandbox"), new ApplyEvent.Noted("a word")))
        .allSatisfy(
            line -> {
              assertThat(line.path("kind").asText()).isEqualTo("ApplyEvent");
              assertThat(line.has("object")).isFalse();
            });
  }

  @Test
  void theReportIsTheLastLine() throws Exception {
    TestConsole test = new TestConsole();
    new ApplyJson(test.console())
        .finish(new ApplyReport(List.of(), List.of(), List.of(WEB), Optional.empty()));

    JsonNode report = STRICT.readTree(test.out());
    assertThat(report.path("kind").asText()).isEqualTo("ApplyReport");
    assertThat(report.at("/notAttempted/0/kind").asText()).isEqualTo("Deployment");
  }

  @Test
  void aWorkloadsHistoryKeepsItsKind() throws Exception {
    TestConsole test = new TestConsole();
    new RevisionPrinter(test.console(), true).list(WEB, List.of());

    JsonNode history = STRICT.readTree(test.out());
    assertThat(history.path("kind").asText()).isEqualTo("RolloutHistory");
    assertThat(history.at("/object/name").asText()).isEqualTo("web");
  }

  private static List<JsonNode> lines(ApplyEvent... events) throws JsonProcessingException {
    TestConsole test = new TestConsole();
    try (ApplyJson printer = new ApplyJson(test.console())) {
      List.of(events).forEach(printer);
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : test.out().lines().toList()) {
      lines.add(STRICT.readTree(line));
    }
    return lines;
  }
}
