package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a kube-apiserver of version 1.34.4 accepted is valid, and what it refused is invalid: the
 * records of {@code testdata/validation}, so far as they are of new objects.
 */
class ValidationFactsIT {
  private static final Path FACTS = Path.of("..", "testdata", "validation");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Values of fields that a server of this version drops, because their feature is off. */
  private static final Set<String> STRICTER =
      Set.of(
          "pod {\"/spec/containers/0/lifecycle/stopSignal\":\"SIGNOPE\",\"/spec/os\":{\"name\":\"linux\"}}",
          "pod {\"/spec/volumes/10\":{\"name\":\"img\",\"image\":{\"pullPolicy\":\"Nope\"}}}",
          "pod {\"/spec/hostnameOverride\":\"x\",\"/spec/setHostnameAsFQDN\":true}");

  /** Faults of the request, of a status, of what the cluster holds, and a few not looked into. */
  private static final Set<String> UNSEEN =
      Set.of(
          "configmap {\"/metadata/namespace\":\"other\"}",
          "deployment {\"/spec/strategy/rollingUpdate/maxSurge\":\"\"}",
          "hpa {\"/spec/behavior/scaleDown/policies\":[]}",
          "hpa {\"/spec/behavior/scaleUp/policies\":[]}",
          "node {\"/spec/podCIDR\":\"Bad Value_\"}",
          "node {\"/status/capacity/cpu\":\"-1\"}",
          "node {\"/status/capacity/pods\":\"1.5\"}",
          "pod {\"/spec/topologySpreadConstraints/0/matchLabelKeys\":[\"app\"]}",
          "service {\"/spec/clusterIP\":\"1.2.3.4\"}",
          "service-external {\"/spec/clusterIP\":\"10.96.0.99\"}");

  private final ManifestValidator validator = new ManifestValidator(BuiltInSchemas.load());

  @Test
  void whatAServerAcceptsIsValid() throws IOException {
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    for (Fact fact : facts()) {
      List<Problem> errors = errors(fact.object());
      if (fact.code() < 300) {
        accepted++;
        if (!errors.isEmpty() && !STRICTER.contains(fact.title())) {
          wrong.add(fact.title() + "\n  " + errors);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(accepted).isGreaterThan(100);
  }

  @Test
  void whatAServerRefusesIsInvalid() throws IOException {
    TreeSet<String> missed = new TreeSet<>();
    int refused = 0;
    for (Fact fact : facts()) {
      if (fact.code() == 422 || fact.code() == 400) {
        refused++;
        if (errors(fact.object()).isEmpty()) {
          missed.add(fact.title());
        }
      }
    }
    assertThat(missed).containsExactlyInAnyOrderElementsOf(UNSEEN);
    assertThat(refused).isGreaterThan(800);
  }

  private List<Problem> errors(ObjectNode object) {
    Manifest manifest = Manifest.of(object, Origin.generated("fact"));
    return switch (validator.validate(manifest)) {
      case Verdict.Invalid invalid -> invalid.problems().stream().filter(Problem::isError).toList();
      case Verdict.Valid ignored -> List.of();
      case Verdict.Skipped ignored -> List.of();
      case Verdict.Unknown unknown -> List.of(unknown.problem());
    };
  }

  private record Fact(String title, ObjectNode object, int code) {}

  private static List<Fact> facts() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FACTS)) {
      files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(35);
    List<Fact> facts = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".jsonl", "");
      JsonNode first = null;
      for (String line : Files.readAllLines(file)) {
        JsonNode each = JSON.readTree(line);
        if (first == null) {
          first = each;
          facts.add(
              new Fact(name + " base", (ObjectNode) each.path("base"), each.path("code").asInt()));
        } else if (each.path("case").asText().equals("create")) {
          ObjectNode body = first.path("base").deepCopy();
          each.path("set")
              .properties()
              .forEach(entry -> put(body, entry.getKey(), entry.getValue()));
          facts.add(new Fact(name + " " + each.path("set"), body, each.path("code").asInt()));
        }
      }
    }
    return facts;
  }

  private static void put(ObjectNode root, String pointer, JsonNode value) {
    List<String> steps =
        Arrays.stream(pointer.substring(1).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList();
    JsonNode at = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      if (at instanceof ObjectNode object && !object.has(step)) {
        object.putObject(step);
      }
      at = at.isArray() ? at.path(Integer.parseInt(step)) : at.path(step);
    }
    String last = steps.getLast();
    if (at instanceof ArrayNode list) {
      int index = Integer.parseInt(last);
      if (value.isNull()) {
        list.remove(index);
      } else if (index >= list.size()) {
        list.add(value);
      } else {
        list.set(index, value);
      }
    } else if (at instanceof ObjectNode object && value.isNull()) {
      object.remove(last);
    } else if (at instanceof ObjectNode object) {
      object.set(last, value);
    }
  }
}
