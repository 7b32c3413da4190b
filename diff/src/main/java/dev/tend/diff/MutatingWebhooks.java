package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mutating webhooks of a cluster, which are read when first asked for. */
final class MutatingWebhooks {
  private static final GroupVersionKind TYPE =
      new GroupVersionKind("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration");

  private final LiveState live;
  private @Nullable List<ObjectNode> configurations;

  MutatingWebhooks(LiveState live) {
    this.live = live;
  }

  /**
   * Names of the webhooks that are called when objects of a type are written, whichever namespaces
   * and objects they select. Who may not read them hears of none.
   */
  List<String> actingOn(ResourceType type) {
    List<String> names = new ArrayList<>();
    for (ObjectNode configuration : configurations()) {
      for (JsonNode webhook : configuration.path("webhooks")) {
        if (matches(webhook, type)) {
          names.add(webhook.path("name").asText());
        }
      }
    }
    return names;
  }

  private synchronized List<ObjectNode> configurations() {
    if (configurations == null) {
      try {
        configurations = live.list(TYPE, "", "");
      } catch (KnownFailure forbidden) {
        configurations = List.of();
      }
    }
    return configurations;
  }

  private static boolean matches(JsonNode webhook, ResourceType type) {
    for (JsonNode rule : webhook.path("rules")) {
      if (names(rule.path("apiGroups"), type.gvk().group())
          && names(rule.path("resources"), type.plural())) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(JsonNode list, String name) {
    for (JsonNode each : list) {
      if (each.asText().equals(name) || each.asText().equals("*") || each.asText().equals("*/*")) {
        return true;
      }
    }
    return false;
  }
}
