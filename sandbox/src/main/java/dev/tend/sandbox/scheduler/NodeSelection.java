package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;

/** Which nodes a pod, or a volume, may be on by their labels, names and taints. */
public final class NodeSelection {
  private NodeSelection() {}

  /** {@code nodeSelector} and required node affinity. */
  public static boolean wants(JsonNode podSpec, JsonNode node) {
    if (!Selector.matchesMap(podSpec.path("nodeSelector"), node.path("metadata").path("labels"))) {
      return false;
    }
    JsonNode required =
        podSpec
            .path("affinity")
            .path("nodeAffinity")
            .path("requiredDuringSchedulingIgnoredDuringExecution");
    return required.isMissingNode() || matches(required, node);
  }

  /** A NodeSelector: any of its terms. */
  static boolean matches(JsonNode selector, JsonNode node) {
    for (JsonNode term : selector.path("nodeSelectorTerms")) {
      if (matchesTerm(term, node)) {
        return true;
      }
    }
    return false;
  }

  static boolean matchesTerm(JsonNode term, JsonNode node) {
    JsonNode labels = node.path("metadata").path("labels");
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("metadata.name", Meta.name(node));
    boolean empty = term.path("matchExpressions").isEmpty() && term.path("matchFields").isEmpty();
    boolean fits = !empty;
    for (JsonNode requirement : term.path("matchExpressions")) {
      fits &= Selector.meets(requirement, labels);
    }
    for (JsonNode requirement : term.path("matchFields")) {
      fits &= Selector.meets(requirement, fields);
    }
    return fits;
  }

  public static boolean tolerates(JsonNode tolerations, JsonNode taint) {
    for (JsonNode toleration : tolerations) {
      String effect = toleration.path("effect").asText("");
      String key = toleration.path("key").asText("");
      boolean exists = toleration.path("operator").asText("Equal").equals("Exists");
      boolean sameKey = key.equals(taint.path("key").asText()) || (key.isEmpty() && exists);
      boolean sameValue =
          exists || toleration.path("value").asText("").equals(taint.path("value").asText(""));
      if (sameKey
          && sameValue
          && (effect.isEmpty() || effect.equals(taint.path("effect").asText()))) {
        return true;
      }
    }
    return false;
  }
}
