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
import java.util.concurrent.locks.ReentrantLock;

/** Serves what custom resource definitions declare, and takes it away with them. */
public final class DefinitionController {
  private static final String GROUP = "apiextensions.k8s.io";
  private static final String KIND = "CustomResourceDefinition";
  private static final WriteOptions BY = WriteOptions.by("kube-apiserver");

  private final ObjectStore store;
  private final ServedKinds kinds;
  private final Clock clock;
  private final Background background;
  private final ReentrantLock naming = new ReentrantLock();

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
    settle(id);
    if (event.type() == ObjectEvent.Type.DELETED) {
      // The names that it had may be what others of its group wait for.
      String group = event.object().path("spec").path("group").asText();
      store.list(GROUP, KIND, "").stream()
          .filter(other -> other.path("spec").path("group").asText().equals(group))
          .filter(other -> !DefinitionStatus.is(other, "NamesAccepted"))
          .forEach(other -> settle(Meta.id(other)));
    }
  }

  /** By what stands then, and one task at a time: news may be old when they are heard. */
  private void settle(ResourceId id) {
    background.untilDone("definition " + id.name(), () -> isSettled(id));
  }

  private boolean isSettled(ResourceId id) {
    Optional<ObjectNode> current = store.get(id);
    if (current.isEmpty()) {
      kinds.undefine(id.name());
      return true;
    }
    return Meta.isBeingDeleted(current.get()) ? isEmpty(current.get()) : establish(current.get());
  }

  /** One at a time, so that two don't get the same name. */
  private boolean establish(ObjectNode current) {
    naming.lock();
    try {
      AcceptedNames names = AcceptedNames.of(current, store.list(GROUP, KIND, ""));
      if (names.areAll()) {
        // Before it is said to be established, so that who waits for that finds it served.
        kinds.define(current);
      }
      ObjectNode after =
          store.change(
              Meta.id(current),
              live -> DefinitionStatus.of(live, names, clock.instant()),
              Part.STATUS,
              BY);
      return after.path("spec").equals(current.path("spec"));
    } finally {
      naming.unlock();
    }
  }

  /** Whether no resource of it is left. One that was never established has none of its own. */
  private boolean isEmpty(ObjectNode crd) {
    ResourceId id = Meta.id(crd);
    if (isEstablished(crd)) {
      kinds.define(crd);
      if (!isEmptied(crd)) {
        store.change(
            id, live -> DefinitionStatus.terminating(live, clock.instant()), Part.STATUS, BY);
        return false;
      }
    }
    if (Meta.finalizers(crd).stream().allMatch(DefinitionController::isOurs)) {
      // Before it is gone, so that who waits for that doesn't find it served.
      kinds.undefine(id.name());
    }
    store.change(
        id,
        live -> {
          ObjectNode wanted = live.deepCopy();
          ArrayNode kept = Meta.metadata(wanted).putArray("finalizers");
          Meta.finalizers(live).stream().filter(one -> !isOurs(one)).forEach(kept::add);
          return wanted;
        },
        Part.MAIN,
        BY);
    return true;
  }

  private boolean isEmptied(ObjectNode crd) {
    GroupKind kind =
        new GroupKind(
            crd.path("spec").path("group").asText(),
            crd.path("spec").path("names").path("kind").asText());
    boolean emptied = true;
    for (ObjectNode object : store.storage().list(kind, "").objects()) {
      try {
        emptied &= store.delete(Meta.id(object), DeleteOptions.propagating("Background")).gone();
      } catch (ApiFailure e) {
        emptied &= e.code() == 404;
      }
    }
    return emptied;
  }

  private static boolean isOurs(String finalizer) {
    return finalizer.startsWith("customresourcecleanup.");
  }

  private static boolean isEstablished(ObjectNode crd) {
    return DefinitionStatus.is(crd, "Established");
  }
}
