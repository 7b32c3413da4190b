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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Empties namespaces that are to go, then lets them go. */
public final class NamespaceController {
  private static final WriteOptions BY = WriteOptions.by("kube-controller-manager");

  private final ObjectStore store;
  private final Clock clock;
  private final Background background;
  private final Duration grace;
  private final Map<ResourceId, Instant> since = new ConcurrentHashMap<>();

  private NamespaceController(
      ObjectStore store, Clock clock, Background background, Duration grace) {
    this.store = store;
    this.clock = clock;
    this.background = background;
    this.grace = grace;
  }

  /**
   * @param grace how long a namespace stays as it is once it is to go, for servers that haven't
   *     heard of that yet
   */
  public static Subscription start(
      ObjectStore store, Clock clock, Background background, Duration grace) {
    NamespaceController controller = new NamespaceController(store, clock, background, grace);
    return store.subscribe("", "Namespace", controller::seen);
  }

  private void seen(ObjectEvent event) {
    // What this controller writes of one that goes is no news to it.
    if (event.type() != ObjectEvent.Type.DELETED
        && Meta.isBeingDeleted(event.object())
        && !isGoingAlready(event)) {
      ResourceId id = event.id();
      background.untilDone("namespace " + id.name(), () -> empty(id));
    }
  }

  private static boolean isGoingAlready(ObjectEvent event) {
    ObjectNode before = event.previous();
    return before != null
        && Meta.isBeingDeleted(before)
        && Meta.uid(before).equals(Meta.uid(event.object()));
  }

  /** Whether the namespace is gone. */
  private boolean empty(ResourceId id) {
    ObjectNode namespace = store.get(id).orElse(null);
    if (namespace == null || !Meta.isBeingDeleted(namespace)) {
      since.remove(id);
      return true;
    }
    Instant now = clock.instant();
    if (now.isBefore(since.computeIfAbsent(id, fresh -> now).plus(grace))) {
      return false;
    }
    NamespaceConditions left = new NamespaceConditions();
    for (GroupKind kind : store.storage().occupied()) {
      for (ObjectNode object : store.storage().list(kind, id.name()).objects()) {
        remove(kind, object, left);
      }
    }
    if (!left.isEmpty()) {
      store.change(
          id,
          live -> {
            ObjectNode wanted = live.deepCopy();
            left.write(wanted, Meta.time(clock.instant()));
            return wanted;
          },
          Part.STATUS,
          BY);
      return false;
    }
    since.remove(id);
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

  private void remove(GroupKind kind, ObjectNode object, NamespaceConditions left) {
    ResourceId id = Meta.id(object);
    try {
      if (!Meta.isBeingDeleted(object)
          && store.delete(id, DeleteOptions.propagating("Background")).gone()) {
        return;
      }
    } catch (ApiFailure e) {
      if (e.code() == 404) {
        return;
      }
    }
    left.remains(store.resource(kind));
    store.get(id).ifPresent(one -> Meta.finalizers(one).forEach(left::holds));
  }
}
