package dev.tend.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.store.Storage;
import dev.tend.schema.ResourceType;
import java.util.Optional;

/** Which requests a policy, a binding or a webhook is about. */
final class Matching {
  private final Storage storage;

  Matching(Storage storage) {
    this.storage = storage;
  }

  /**
   * The version at which the constraints see the request; empty where they don't.
   *
   * @param field where their rules stand
   */
  Optional<ResourceType> match(Review review, JsonNode constraints, String field) {
    if (!selects(constraints.path("objectSelector"), review)
        || !namespace(review, constraints.path("namespaceSelector"))
        || rule(review, constraints.path("excludeResourceRules"), true).isPresent()) {
      return Optional.empty();
    }
    JsonNode rules = constraints.path(field);
    return rules.isEmpty()
        ? Optional.of(review.kind().stored())
        : rule(review, rules, constraints.path("matchPolicy").asText().equals("Exact"));
  }

  private static boolean selects(JsonNode selector, Review review) {
    if (selector.isEmpty()) {
      return true;
    }
    return labelled(selector, review.object()) || labelled(selector, review.live());
  }

  private static boolean labelled(
      JsonNode selector, @org.jspecify.annotations.Nullable ObjectNode object) {
    return object != null && Selector.matches(selector, object.path("metadata").path("labels"));
  }

  private boolean namespace(Review review, JsonNode selector) {
    if (selector.isEmpty()) {
      return true;
    }
    boolean itself =
        review.kind().kind().kind().equals("Namespace") && review.namespace().isEmpty();
    if (!itself && review.namespace().isEmpty()) {
      return true;
    }
    JsonNode namespace =
        itself
            ? review.any()
            : namespaceOf(review).<JsonNode>map(found -> found).orElse(review.any().path("none"));
    return Selector.matches(selector, namespace.path("metadata").path("labels"));
  }

  Optional<ObjectNode> namespaceOf(Review review) {
    return review.namespace().isEmpty()
        ? Optional.empty()
        : storage.get(new ResourceId("", "Namespace", "", review.namespace()));
  }

  private static Optional<ResourceType> rule(Review review, JsonNode rules, boolean exact) {
    for (JsonNode rule : rules) {
      if (!has(rule.path("operations"), review.operation())
          || !rule.path("resourceNames").isEmpty()
              && !has(rule.path("resourceNames"), review.name())
          || !scope(rule.path("scope").asText("*"), review)) {
        continue;
      }
      ResourceType stored = review.kind().stored();
      if (matches(rule, stored, review.subresource())) {
        return Optional.of(stored);
      }
      for (ResourceType type : review.kind().versions()) {
        if (!exact && matches(rule, type, review.subresource())) {
          return Optional.of(type);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean scope(String scope, Review review) {
    boolean namespaced = !review.namespace().isEmpty();
    return switch (scope) {
      case "Namespaced" -> namespaced;
      case "Cluster" -> !namespaced;
      default -> true;
    };
  }

  private static boolean matches(JsonNode rule, ResourceType type, String subresource) {
    return has(rule.path("apiGroups"), type.gvk().group())
        && has(rule.path("apiVersions"), type.gvk().version())
        && resource(rule.path("resources"), type.plural(), subresource);
  }

  private static boolean resource(JsonNode resources, String plural, String subresource) {
    for (JsonNode each : resources) {
      String[] parts = each.asText().split("/", 2);
      String sub = parts.length == 2 ? parts[1] : "";
      boolean all = parts.length == 2 && sub.equals("*");
      if ((parts[0].equals("*") || parts[0].equals(plural)) && (all || sub.equals(subresource))) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(JsonNode values, String wanted) {
    for (JsonNode value : values) {
      if (value.asText().equals("*") || value.asText().equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
