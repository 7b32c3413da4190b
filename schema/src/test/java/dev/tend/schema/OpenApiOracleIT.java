package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Holds the derived definitions against what a real server publishes: run with {@code
 * -Dtend.openapi.oracle=FILE}, a gzipped {@code /openapi/v2} of the same or a later minor. A later
 * server may know more fields and more values, and may require others; it may not disagree.
 */
@EnabledIfSystemProperty(named = "tend.openapi.oracle", matches = ".+")
class OpenApiOracleIT {
  private static final String GVK = "x-kubernetes-group-version-kind";
  private static final Set<String> FACTS =
      Set.of(
          "type",
          "format",
          "$ref",
          "description",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-map-type",
          "x-kubernetes-patch-merge-key",
          "x-kubernetes-patch-strategy",
          GVK);

  private static ObjectNode oracle = new ObjectMapper().createObjectNode();

  private final BuiltInCatalog catalog = BuiltInSchemas.load();
  private final List<String> disagreements = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    Path file = Path.of(System.getProperty("tend.openapi.oracle", ""));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      oracle = (ObjectNode) new ObjectMapper().readTree(in);
    }
  }

  @Test
  void structureAgreesWithTheServer() {
    ObjectNode ours = catalog.definitions();
    int compared = 0;
    for (Map.Entry<String, JsonNode> theirs : oracle.path("definitions").properties()) {
      JsonNode own = ours.path(theirs.getKey());
      if (own.isObject()) {
        if (own.path(GVK).size() > 1) {
          // General kinds list every group version that a server knows, more with each minor.
          ((ObjectNode) own).set(GVK, theirs.getValue().path(GVK));
        }
        compare(theirs.getKey(), own, theirs.getValue(), Set.of("description"));
        for (Map.Entry<String, JsonNode> property : own.path("properties").properties()) {
          JsonNode other = theirs.getValue().path("properties").path(property.getKey());
          compare(
              theirs.getKey() + "." + property.getKey(),
              property.getValue(),
              other,
              Set.of("description"));
          compared++;
        }
      }
    }
    System.getLogger("oracle").log(System.Logger.Level.INFO, "{0} properties compared", compared);
    assertThat(disagreements).isEmpty();
    assertThat(compared).isGreaterThan(2000);
  }

  @Test
  void resourcesAgreeWithTheServer() {
    Map<String, String> theirs = resources();
    Map<String, String> ours = new TreeMap<>();
    for (ResourceType type : catalog.types()) {
      if (catalog.servedByDefault(type.gvk())) {
        ours.put(
            type.gvk().apiVersion() + "/" + type.plural(),
            describe(type.gvk().kind(), type.namespaced(), type.verbs(), type.subresources()));
      }
    }
    theirs.keySet().retainAll(ours.keySet());
    assertThat(ours).isEqualTo(theirs);
  }

  private void compare(String what, JsonNode own, JsonNode theirs, Set<String> untold) {
    for (String fact : FACTS) {
      if (fact.startsWith("x-kubernetes-list") && theirs.path("type").asText().equals("string")) {
        continue; // Servers publish list facts of byte slices, which are strings in JSON.
      }
      if (!untold.contains(fact) && !own.path(fact).equals(theirs.path(fact))) {
        disagreements.add(
            what + ": " + fact + " is " + own.path(fact) + ", not " + theirs.path(fact));
      }
    }
    for (JsonNode value : own.path("enum")) {
      boolean known = false;
      for (JsonNode other : theirs.path("enum")) {
        known |= other.equals(value);
      }
      if (!known) {
        disagreements.add(what + ": the server doesn't allow " + value);
      }
    }
    for (String part : List.of("items", "additionalProperties")) {
      if (own.has(part) || theirs.has(part)) {
        compare(what + "[]", own.path(part), theirs.path(part), Set.of());
      }
    }
  }

  /** By apiVersion and plural, from the paths of the document. */
  private static Map<String, String> resources() {
    record Seen(
        Set<String> kinds, Set<String> verbs, Set<String> subresources, Set<String> scope) {}
    Map<String, Seen> seen = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : oracle.path("paths").properties()) {
      List<String> parts = new ArrayList<>(List.of(path.getKey().substring(1).split("/")));
      int prefix = parts.getFirst().equals("api") ? 2 : 3;
      if (parts.size() <= prefix || parts.get(prefix).equals("watch")) {
        continue;
      }
      String apiVersion = String.join("/", parts.subList(1, prefix));
      List<String> rest = parts.subList(prefix, parts.size());
      boolean namespaced =
          rest.size() > 2
              && rest.getFirst().equals("namespaces")
              && !Set.of("status", "finalize").contains(rest.get(2));
      rest = namespaced ? rest.subList(2, rest.size()) : rest;
      Seen resource =
          seen.computeIfAbsent(
              apiVersion + "/" + rest.getFirst(),
              key -> new Seen(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
      if (namespaced) {
        resource.scope.add("namespaced");
      }
      if (rest.size() > 2) {
        resource.subresources.add(rest.get(2));
        continue;
      }
      for (JsonNode operation : path.getValue()) {
        JsonNode action = operation.path("x-kubernetes-action");
        if (action.isTextual()) {
          resource.kinds.add(operation.at("/x-kubernetes-group-version-kind/kind").asText());
          resource.verbs.addAll(verbs(action.asText()));
        }
      }
    }
    Map<String, String> described = new TreeMap<>();
    seen.forEach(
        (name, resource) ->
            described.put(
                name,
                describe(
                    String.join(",", resource.kinds),
                    !resource.scope.isEmpty(),
                    List.copyOf(resource.verbs),
                    resource.subresources)));
    return described;
  }

  private static List<String> verbs(String action) {
    return switch (action) {
      case "post" -> List.of("create");
      case "put" -> List.of("update");
      case "list" -> List.of("list");
      case "patch" -> List.of("patch", "watch");
      default -> List.of(action);
    };
  }

  private static String describe(
      String kind, boolean namespaced, List<String> verbs, Set<String> subresources) {
    return kind + (namespaced ? " namespaced " : " cluster ") + verbs + new TreeSet<>(subresources);
  }
}
