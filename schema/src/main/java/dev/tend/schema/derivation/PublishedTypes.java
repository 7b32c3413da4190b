package dev.tend.schema.derivation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The definitions in Swagger 2 form that kubernetes-model-validator publishes, OpenShift's left
 * out.
 */
final class PublishedTypes {
  static final String RESOURCE = "/openshift-generated.json";
  private static final List<String> LIST_FACTS =
      List.of("x-kubernetes-list-type", "x-kubernetes-list-map-keys");

  private PublishedTypes() {}

  static Map<String, ObjectNode> read() {
    try (InputStream in =
        Objects.requireNonNull(PublishedTypes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      JsonNode all = new ObjectMapper().readTree(in).path("definitions");
      var definitions = new TreeMap<String, ObjectNode>();
      all.properties()
          .forEach(
              entry -> {
                if (entry.getKey().startsWith("io.k8s.")) {
                  definitions.put(entry.getKey(), tidy((ObjectNode) entry.getValue()));
                }
              });
      return definitions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops the publisher's own extension, and list facts on what is no list. */
  private static ObjectNode tidy(ObjectNode definition) {
    definition.remove("x-fabric8-info");
    for (JsonNode property : definition.path("properties")) {
      if (!property.path("type").asText().equals("array")) {
        ((ObjectNode) property).remove(LIST_FACTS);
      }
    }
    return definition;
  }
}
