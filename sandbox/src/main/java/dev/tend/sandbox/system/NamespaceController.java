package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.DeleteOptions;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import dev.tend.sandbox.store.ObjectApi.Subscription;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.WriteOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Empties namespaces that are to go, then lets them go. */
public final class NamespaceController {
  private static final WriteOptions BY = WriteOptions.by("kube-controller-manager");

  private final ObjectStore store;
  private final Clock clock;
  private final Background background;

  private NamespaceController(ObjectStore store, Clock clock, Background background) {
    this.store = store;
    this.clock = clock;
    this.background = background;
  }

  public static Subscription start(ObjectStore store, Clock clock, Background background) {
    NamespaceController controller = new NamespaceController(store, clock, background);
    return store.subscribe("", "Namespace", controller::seen);
  }

  private void seen(ObjectEvent event) {
    if (event.type() != ObjectEvent.Type.DELETED && Meta.isBeingDeleted(event.object())) {
      ResourceId id = event.id();
      background.untilDone("namespace " + id.name(), () -> empty(id));
    }
  }

  /** Whether the namespace is gone. */
  private boolean empty(ResourceId id) {
    ObjectNode namespace = store.get(id).orElse(null);
    if (namespace == null || !Meta.isBeingDeleted(namespace)) {
      return true;
    }
    Map<String, Integer> finalizers = new TreeMap<>();
    int left = 0;
    for (GroupKind kind : store.storage().occupied()) {
      for (ObjectNode object : store.storage().list(kind, id.name()).objects()) {
        left += remove(object, finalizers);
      }
    }
    if (left > 0) {
      report(id, left, finalizers);
      return false;
    }
    store.change(
        id,
        live -> {
          ObjectNode wanted = live.deepCopy();
          ArrayNode kept = wanted.withObject("/spec").putArray("finalizers");
          for (var finalizer : live.path("spec").path("finalizers")) {
            if (!finalizer.asText().equals("kubernetes")) {
              kept.add(finalizer);
            }
          }
          if (kept.isEmpty()) {
            wanted.withObject("/spec").remove("finalizers");
          }
          return wanted;
        },
        Part.FINALIZE,
        BY);
    return true;
  }

  /** How many are left of it: none or one. */
  private int remove(ObjectNode object, Map<String, Integer> finalizers) {
    ResourceId id = Meta.id(object);
    try {
      if (!Meta.isBeingDeleted(object)
          && store.delete(id, DeleteOptions.propagating("Background")).gone()) {
        return 0;
      }
    } catch (ApiFailure e) {
      if (e.code() == 404) {
        return 0;
      }
    }
    store
        .get(id)
        .ifPresent(
            left -> Meta.finalizers(left).forEach(one -> finalizers.merge(one, 1, Integer::sum)));
    return 1;
  }

  /** Says what holds the namespace up, as clients look for it. */
  private void report(ResourceId id, int left, Map<String, Integer> finalizers) {
    List<String> holders =
        finalizers.entrySet().stream()
            .map(entry -> entry.getKey() + " in " + entry.getValue() + " resource instances")
            .toList();
    store.change(
        id,
        live -> {
          ObjectNode wanted = live.deepCopy();
          ArrayNode conditions = wanted.withObject("/status").putArray("conditions");
          String since = Meta.time(clock.instant());
          for (var old : live.path("status").path("conditions")) {
            since = old.path("lastTransitionTime").asText(since);
          }
          condition(
              conditions,
              since,
              "NamespaceContentRemaining",
              "SomeResourcesRemain",
              "Some resources are remaining: %d resource instances".formatted(left));
          if (!holders.isEmpty()) {
            condition(
                conditions,
                since,
                "NamespaceFinalizersRemaining",
                "SomeFinalizersRemain",
                "Some content in the namespace has finalizers remaining: "
                    + String.join(", ", holders));
          }
          return wanted;
        },
        Part.STATUS,
        BY);
  }

  private static void condition(
      ArrayNode conditions, String since, String type, String reason, String message) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", "True")
        .put("lastTransitionTime", since)
        .put("reason", reason)
        .put("message", message);
  }
}
