package dev.tend.sandbox.versions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each version serves. */
class ServedVersionsIT {
  @ParameterizedTest
  @ValueSource(strings = {"1.31", "1.32", "1.33"})
  void servesWhatARealServerServes(String version) throws Exception {
    Path facts = Path.of("../testdata/versions/" + version + ".txt");
    SortedSet<String> expected = new TreeSet<>(Files.readAllLines(facts));
    expected.removeIf(line -> line.startsWith("#"));
    try (Sandbox sandbox = Serving.inMemory(version)) {
      SortedSet<String> served = served(ApiClient.of(sandbox));
      SortedSet<String> unexpected = new TreeSet<>(served);
      unexpected.removeAll(expected);
      expected.removeAll(served);
      assertThat(unexpected).isEmpty();
      assertThat(expected).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.24", "1.25", "1.26", "1.27", "1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34",
        "1.35", "1.36"
      })
  void describesAllThatItServes(String version) throws Exception {
    try (Sandbox sandbox = Serving.inMemory(version)) {
      ApiClient client = ApiClient.of(sandbox);
      assertThat(client.get("/version").object().path("gitVersion").asText())
          .startsWith("v" + version + ".");
      assertThat(client.get("/api/v1/nodes").object().at("/items/0/status/nodeInfo/kubeletVersion"))
          .asString()
          .startsWith("\"v" + version + ".");

      JsonNode second = client.get("/openapi/v2").object();
      assertThat(missing(second, second.path("definitions"), "#/definitions/")).isEmpty();
      for (JsonNode path : client.get("/openapi/v3").object().path("paths")) {
        JsonNode third = client.get(path.path("serverRelativeURL").asText()).object();
        JsonNode schemas = third.path("components").path("schemas");
        assertThat(missing(third, schemas, "#/components/schemas/")).isEmpty();
      }
      assertThat(unlistable(client)).isEmpty();
    }
  }

  @Test
  void servesOldVersionsUntilTheyAreRemoved() throws Exception {
    try (Sandbox sandbox = Serving.inMemory("1.24")) {
      assertThat(served(ApiClient.of(sandbox)))
          .contains(
              "batch/v1beta1 cronjobs CronJob namespaced"
                  + " create,delete,deletecollection,get,list,patch,update,watch",
              "policy/v1beta1 podsecuritypolicies PodSecurityPolicy cluster"
                  + " create,delete,deletecollection,get,list,patch,update,watch",
              "preferred autoscaling/v2",
              "preferred flowcontrol.apiserver.k8s.io/v1beta2")
          .noneMatch(line -> line.startsWith("v1 pods/resize"))
          .noneMatch(line -> line.contains("ValidatingAdmissionPolicy"));
    }
    try (Sandbox sandbox = Serving.inMemory("1.25")) {
      assertThat(served(ApiClient.of(sandbox)))
          .contains("preferred autoscaling/v2")
          .noneMatch(line -> line.startsWith("batch/v1beta1"))
          .noneMatch(line -> line.startsWith("policy/v1beta1"));
    }
    try (Sandbox sandbox = Serving.inMemory("1.36")) {
      assertThat(served(ApiClient.of(sandbox)))
          .anyMatch(line -> line.startsWith("admissionregistration.k8s.io/v1 mutatingadmission"));
    }
  }

  /** In the form of the recorded files. */
  private static SortedSet<String> served(ApiClient client) throws Exception {
    SortedSet<String> lines = new TreeSet<>();
    add(client, "/api/v1", "v1", lines);
    for (JsonNode group : client.get("/apis").object().path("groups")) {
      lines.add("preferred " + group.path("preferredVersion").path("groupVersion").asText());
      for (JsonNode version : group.path("versions")) {
        String name = version.path("groupVersion").asText();
        add(client, "/apis/" + name, name, lines);
      }
    }
    return lines;
  }

  private static void add(ApiClient client, String path, String name, Set<String> lines)
      throws Exception {
    for (JsonNode resource : client.get(path).object().path("resources")) {
      SortedSet<String> verbs = new TreeSet<>();
      resource.path("verbs").forEach(verb -> verbs.add(verb.asText()));
      String scope = resource.path("namespaced").asBoolean() ? "namespaced" : "cluster";
      lines.add(
          String.join(
              " ",
              name,
              resource.path("name").asText(),
              resource.path("kind").asText(),
              scope,
              String.join(",", verbs)));
    }
  }

  /** What can't be listed although it says so. */
  private static List<String> unlistable(ApiClient client) throws Exception {
    List<String> failed = new ArrayList<>();
    for (String line : served(client)) {
      String[] words = line.split(" ");
      if (words.length == 5 && words[4].contains("list")) {
        String root = words[0].contains("/") ? "/apis/" : "/api/";
        String path = root + words[0] + "/" + words[1];
        if (client.get(path).code() != 200) {
          failed.add(path);
        }
      }
    }
    return failed;
  }

  private static Set<String> missing(JsonNode document, JsonNode definitions, String prefix)
      throws IOException {
    assertThat(document.isObject()).isTrue();
    Set<String> missing = new HashSet<>();
    for (JsonNode reference : document.findValues("$ref")) {
      String name = reference.asText().replace(prefix, "");
      if (reference.isTextual() && !definitions.has(name)) {
        missing.add(name);
      }
    }
    return missing;
  }
}
