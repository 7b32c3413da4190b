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
