package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.upgrade.Upgrade.Refusal;

/** Kinds of which little changed. */
final class OtherUpgrades {
  private OtherUpgrades() {}

  /** An empty selector selected no pods, and selects all now. */
  static final Upgrade BUDGET =
      (object, notes) -> {
        JsonNode selector = Upgrade.at(object, "spec").path("selector");
        if (selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty()) {
          throw new Refusal(
              "an empty selector meant no pod in policy/v1beta1 and means every pod in policy/v1");
        }
      };

  static final Upgrade RUNTIME_CLASS =
      (object, notes) -> {
        if (object.path("spec") instanceof ObjectNode spec) {
          Upgrade.rename(spec, "runtimeHandler", "handler");
          Upgrade.replace(object, "spec", spec);
        }
      };

  static final Upgrade PRIORITY_LEVEL =
      (object, notes) -> {
        ObjectNode limited = Upgrade.at(object, "spec", "limited");
        Upgrade.rename(limited, "assuredConcurrencyShares", "nominalConcurrencyShares");
      };

  static final Upgrade SLICE =
      (object, notes) -> {
        for (ObjectNode endpoint : Upgrade.items(object.path("endpoints"))) {
          if (endpoint.path("topology") instanceof ObjectNode topology) {
            ObjectNode fields = endpoint.objectNode();
            move(topology, "kubernetes.io/hostname", fields, "nodeName");
            move(topology, "topology.kubernetes.io/zone", fields, "zone");
            topology.remove("topology.kubernetes.io/region");
            if (!topology.isEmpty()) {
              throw new Refusal(
                  "`topology` has keys that v1 knows no field for: "
                      + String.join(", ", names(topology)));
            }
            Upgrade.replace(endpoint, "topology", fields);
          }
        }
      };

  private static java.util.List<String> names(ObjectNode object) {
    java.util.List<String> names = new java.util.ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void move(ObjectNode from, String key, ObjectNode to, String name) {
    JsonNode value = from.remove(key);
    if (value != null && !to.has(name)) {
      to.set(name, value);
    }
  }

  static final Upgrade SIGNING_REQUEST =
      (object, notes) -> {
        JsonNode spec = Upgrade.at(object, "spec");
        if (!spec.has("signerName") || spec.path("usages").isEmpty()) {
          throw new Refusal("v1 needs `signerName` and `usages`");
        }
      };

  static final Upgrade ACCESS_REVIEW =
      (object, notes) -> Upgrade.rename(Upgrade.at(object, "spec"), "group", "groups");
}
