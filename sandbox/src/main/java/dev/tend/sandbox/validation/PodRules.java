package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The spec of a pod, in a pod or in a template. */
final class PodRules {
  /** What may change in a pod's spec. */
  private static final List<String> MUTABLE =
      List.of("activeDeadlineSeconds", "terminationGracePeriodSeconds", "tolerations", "nodeName");

  private final String prefix;
  private final Violations violations;
  private final Set<String> volumes = new TreeSet<>();

  private PodRules(String prefix, Violations violations) {
    this.prefix = prefix;
    this.violations = violations;
  }

  static void pod(@Nullable ObjectNode live, ObjectNode pod, Violations violations) {
    JsonNode spec = pod.path("spec");
    if (live == null) {
      new PodRules("spec", violations).check(spec);
    } else if (!changeable(live.path("spec")).equals(changeable(spec))) {
      violations.forbidden(
          "spec",
          "pod updates may not change fields other than"
              + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
              + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
              + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it"
              + " was previously negative)");
    }
  }

  /** A template, at the path of a workload's field. */
  static void template(String path, JsonNode template, Violations violations) {
    Texts.labels(path + ".metadata.labels", template.path("metadata").path("labels"), violations);
    MetadataRules.annotations(
        path + ".metadata.annotations", template.path("metadata").path("annotations"), violations);
    new PodRules(path + ".spec", violations).check(template.path("spec"));
  }

  /** The spec without what may change. */
  private static JsonNode changeable(JsonNode spec) {
    if (!(spec.deepCopy() instanceof ObjectNode copy)) {
      return spec;
    }
    copy.remove(MUTABLE);
    copy.remove(List.of("ephemeralContainers", "schedulingGates"));
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : copy.path(list)) {
        ((ObjectNode) container).remove(List.of("image", "resources"));
      }
    }
    return copy;
  }

  private void check(JsonNode spec) {
    if (spec.path("containers").isEmpty()) {
      violations.required(prefix + ".containers");
    }
    volumes(spec.path("volumes"));
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      JsonNode containers = spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        String path = "%s.%s[%d]".formatted(prefix, list, i);
        JsonNode container = containers.get(i);
        String name = container.path("name").asText("");
        if (!name.isEmpty() && !names.add(name)) {
          violations.duplicate(path + ".name", container.path("name"));
        }
        ContainerRules.check(path, container, volumes, violations);
      }
    }
    JsonNode grace = spec.path("terminationGracePeriodSeconds");
    if (grace.asLong() < 0) {
      violations.invalid(
          prefix + ".terminationGracePeriodSeconds", grace, "must be greater than or equal to 0");
    }
  }

  private void volumes(JsonNode list) {
    for (int i = 0; i < list.size(); i++) {
      JsonNode volume = list.get(i);
      String path = "%s.volumes[%d]".formatted(prefix, i);
      JsonNode name = volume.path("name");
      if (name.asText("").isEmpty()) {
        violations.required(path + ".name");
      } else {
        Texts.dnsLabel(path + ".name", name, violations);
        if (!volumes.add(name.asText())) {
          violations.duplicate(path + ".name", name);
        }
      }
      if (volume.size() > 2) {
        List<String> sources = new java.util.ArrayList<>();
        volume.fieldNames().forEachRemaining(sources::add);
        sources.remove("name");
        sources
            .subList(1, sources.size())
            .forEach(
                source ->
                    violations.forbidden(
                        path + "." + source, "may not specify more than 1 volume type"));
      }
    }
  }
}
