package dev.tend.schema.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A manifest, and the pods that it makes.
 *
 * @param spec of its pods; missing where it makes none
 * @param path of that
 */
record Subject(Manifest manifest, JsonNode spec, FieldPath path) {
  private static final List<String> LISTS =
      List.of("initContainers", "containers", "ephemeralContainers");

  /** A container, and where it stands. */
  record Container(String list, JsonNode node, FieldPath path) {
    String name() {
      return node.path("name").asText();
    }
  }

  static Subject of(Manifest manifest) {
    JsonNode content = manifest.content();
    FieldPath path =
        switch (manifest.id().kind()) {
          case "Pod" -> FieldPath.of("spec");
          case "PodTemplate" -> FieldPath.of("template", "spec");
          case "CronJob" -> FieldPath.of("spec", "jobTemplate", "spec", "template", "spec");
          default -> FieldPath.of("spec", "template", "spec");
        };
    JsonNode spec = at(content, path).orElse(content.path("-"));
    boolean pods = spec.path("containers").isArray();
    return new Subject(manifest, pods ? spec : content.path("-"), path);
  }

  static Optional<JsonNode> at(JsonNode content, FieldPath path) {
    JsonNode node = content;
    for (FieldPath.Element step : path.elements()) {
      node =
          switch (step) {
            case FieldPath.Element.Key key -> node.path(key.name());
            case FieldPath.Element.Index index -> node.path(index.position());
            case FieldPath.Element.Keyed ignored -> node.path("-");
            case FieldPath.Element.Value ignored -> node.path("-");
          };
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }

  boolean makesPods() {
    return !spec.isMissingNode();
  }

  List<Container> containers() {
    List<Container> all = new ArrayList<>();
    for (String list : LISTS) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        all.add(new Container(list, spec.path(list).path(i), path.key(list).index(i)));
      }
    }
    return all;
  }

  /** Those that run as long as the pod does. */
  List<Container> mainContainers() {
    return containers().stream().filter(one -> one.list().equals("containers")).toList();
  }

  boolean isWindows() {
    return spec.path("os").path("name").asText().equals("windows");
  }
}
