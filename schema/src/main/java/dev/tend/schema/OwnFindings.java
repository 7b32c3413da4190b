package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a server says only when it acts on an object, or never: things that will not work. */
final class OwnFindings {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int LAST_NODE_PORT = 32_767;

  /** Kinds that autoscalers scale, as they are written. */
  private static final Set<String> SCALED =
      Set.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController");

  private static final List<String> LEVELS = List.of("privileged", "baseline", "restricted");

  private OwnFindings() {}

  static List<Problem> of(Manifest manifest, ResourceType type) {
    List<Problem> problems = new ArrayList<>();
    switch (type.gvk().group() + "/" + type.gvk().kind()) {
      case "/Service" -> nodePorts(manifest, problems);
      case "autoscaling/HorizontalPodAutoscaler" -> scaleTarget(manifest, problems);
      case "/Namespace" -> podSecurity(manifest, problems);
      default -> {}
    }
    return problems;
  }

  /** The labels by which a namespace chooses what pods may do. */
  private static void podSecurity(Manifest manifest, List<Problem> problems) {
    for (String mode : List.of("enforce", "audit", "warn")) {
      String label = "pod-security.kubernetes.io/" + mode;
      JsonNode level = manifest.content().path("metadata").path("labels").path(label);
      if (level.isTextual() && !LEVELS.contains(level.asText())) {
        FieldPath path = FieldPath.of("metadata", "labels", label);
        problems.add(
            Problem.error(
                "server/pod-security",
                manifest.origin().locate(path),
                path,
                "`" + level.asText() + "` is not one of " + Wording.alternatives(LEVELS),
                NearMiss.hint(level.asText(), LEVELS)));
      }
    }
  }

  private static void nodePorts(Manifest manifest, List<Problem> problems) {
    JsonNode ports = manifest.content().path("spec").path("ports");
    for (int i = 0; i < ports.size(); i++) {
      JsonNode port = ports.path(i).path("nodePort");
      boolean outside = port.asLong() < FIRST_NODE_PORT || port.asLong() > LAST_NODE_PORT;
      if (port.isIntegralNumber() && port.asLong() > 0 && outside) {
        FieldPath path = FieldPath.of("spec", "ports").index(i).key("nodePort");
        problems.add(
            Problem.error(
                "server/node-port",
                manifest.origin().locate(path),
                path,
                "`%s` is outside of the ports that nodes give away, %d to %d"
                    .formatted(port.asText(), FIRST_NODE_PORT, LAST_NODE_PORT),
                "Take one of those, or leave it out and get a free one"));
      }
    }
  }

  private static void scaleTarget(Manifest manifest, List<Problem> problems) {
    String kind = manifest.content().at("/spec/scaleTargetRef/kind").asText();
    FieldPath path = FieldPath.of("spec", "scaleTargetRef", "kind");
    SCALED.stream()
        .filter(known -> known.equalsIgnoreCase(kind) && !known.equals(kind))
        .forEach(
            known ->
                problems.add(
                    Problem.error(
                        "reference/kind",
                        manifest.origin().locate(path),
                        path,
                        "There is no kind `" + kind + "`: kinds have capital letters",
                        "Write `kind: " + known + "`")));
  }
}
