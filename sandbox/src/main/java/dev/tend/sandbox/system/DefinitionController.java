package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.kinds.ServedKinds;
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
import java.util.Optional;

/** Serves what custom resource definitions declare, and takes it away with them. */
public final class DefinitionController {
  private static final String GROUP = "apiextensions.k8s.io";
  private static final String KIND = "CustomResourceDefinition";
  private static final WriteOptions BY = WriteOptions.by("kube-apiserver");

  private final ObjectStore store;
  private final ServedKinds kinds;
  private final Clock clock;
  private final Background background;

  private DefinitionController(
      ObjectStore store, ServedKinds kinds, Clock clock, Background background) {
    this.store = store;
    this.kinds = kinds;
    this.clock = clock;
    this.background = background;
  }

  /** Serves the definitions that there are before it returns, and follows those that come. */
  public static Subscription start(
      ObjectStore store, ServedKinds kinds, Clock clock, Background background) {
    DefinitionController controller = new DefinitionController(store, kinds, clock, background);
    for (ObjectNode crd : store.list(GROUP, KIND, "")) {
      if (isEstablished(crd)) {
        kinds.define(crd);
      }
    }
    return store.subscribe(GROUP, KIND, controller::seen);
  }

  private void seen(ObjectEvent event) {
    ResourceId id = event.id();
    if (event.type() == ObjectEvent.Type.DELETED) {
      kinds.undefine(id.name());
    } else if (Meta.isBeingDeleted(event.object())) {
      if (isEstablished(event.object())) {
        kinds.define(event.object());
      }
      background.untilDone("definition " + id.name(), () -> empty(id));
    } else {
      background.untilDone("establish " + id.name(), () -> establish(id));
    }
  }

  private boolean establish(ResourceId id) {
    Optional<ObjectNode> current = store.get(id);
    if (current.isEmpty() || Meta.isBeingDeleted(current.get())) {
      return true;
    }
    AcceptedNames names = AcceptedNames.of(current.get(), store.list(GROUP, KIND, ""));
    if (names.areAll()) {
      // Before it is said to be established, so that who waits for that finds it served.
      kinds.define(current.get());
    }
    ObjectNode after =
        store.change(
            id, live -> DefinitionStatus.of(live, names, clock.instant()), Part.STATUS, BY);
    // Another write may have come in between: its event was for this task, which ran already.
    return after.path("spec").equals(current.get().path("spec"));
  }

  /** Whether no resource of it is left. */
  private boolean empty(ResourceId id) {
    ObjectNode crd = store.get(id).orElse(null);
    if (crd == null) {
      return true;
    }
    GroupKind kind =
        new GroupKind(
            crd.path("spec").path("group").asText(),
            crd.path("spec").path("names").path("kind").asText());
    int left = 0;
    for (ObjectNode object : store.storage().list(kind, "").objects()) {
      try {
        boolean gone =
            store.delete(Meta.id(object), DeleteOptions.propagating("Background")).gone();
        left += gone ? 0 : 1;
      } catch (ApiFailure e) {
        left += e.code() == 404 ? 0 : 1;
      }
    }
    if (left > 0) {
      store.change(
          id, live -> DefinitionStatus.terminating(live, clock.instant()), Part.STATUS, BY);
      return false;
    }
    store.change(
        id,
        live -> {
          ObjectNode wanted = live.deepCopy();
          ArrayNode kept = Meta.metadata(wanted).putArray("finalizers");
          Meta.finalizers(live).stream()
              .filter(one -> !one.startsWith("customresourcecleanup."))
              .forEach(kept::add);
          return wanted;
        },
        Part.MAIN,
        BY);
    return true;
  }

  private static boolean isEstablished(ObjectNode crd) {
    return DefinitionStatus.is(crd, "Established");
  }
}
