package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.upgrade.Upgrade.Refusal;
import java.util.List;

/** Deployments, DaemonSets, ReplicaSets and StatefulSets into apps/v1. */
final class WorkloadUpgrades {
  private WorkloadUpgrades() {}

  static final Upgrade DEPLOYMENT =
      (object, notes) -> {
        ObjectNode spec = Upgrade.at(object, "spec");
        selector(spec);
        dropped(spec, "rollbackTo", notes);
      };

  static final Upgrade REPLICA_SET = (object, notes) -> selector(Upgrade.at(object, "spec"));

  static final Upgrade DAEMON_SET =
      (object, notes) -> {
        ObjectNode spec = Upgrade.at(object, "spec");
        selector(spec);
        dropped(spec, "templateGeneration", notes);
        onDelete(object, spec, "extensions/v1beta1", notes);
      };

  static final Upgrade STATEFUL_SET =
      (object, notes) -> {
        ObjectNode spec = Upgrade.at(object, "spec");
        selector(spec);
        onDelete(object, spec, "apps/v1beta1", notes);
      };

  /** Old versions took it from the template. */
  private static void selector(ObjectNode spec) {
    JsonNode selector = spec.path("selector");
    if (!selector.path("matchLabels").isEmpty() || !selector.path("matchExpressions").isEmpty()) {
      return;
    }
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    if (labels.isEmpty()) {
      throw new Refusal(
          "apps/v1 needs a selector, and the template has no labels to take it from: give it some");
    }
    ObjectNode match = spec.objectNode();
    match.set("matchLabels", labels.deepCopy());
    if (spec.has("selector")) {
      spec.set("selector", match);
    } else {
      Upgrade.putBefore(spec, "template", "selector", match);
    }
  }

  private static void dropped(ObjectNode spec, String field, List<String> notes) {
    if (spec.has(field)) {
      spec.remove(field);
      notes.add("`spec." + field + "` is gone: nothing reads it any more");
    }
  }

  /** What was not replaced by itself would be now. */
  private static void onDelete(
      ObjectNode object, ObjectNode spec, String version, List<String> notes) {
    if (object.path("apiVersion").asText().equals(version)
        && !spec.path("updateStrategy").has("type")) {
      ObjectNode strategy =
          spec.path("updateStrategy") instanceof ObjectNode given ? given : spec.objectNode();
      strategy.put("type", "OnDelete");
      Upgrade.putBefore(spec, "template", "updateStrategy", strategy);
      notes.add("`updateStrategy` OnDelete was the default of " + version + ", so it is written");
    }
  }
}
