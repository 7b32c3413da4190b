package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.admission.Admission;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import dev.tend.sandbox.store.ObjectApi.Subscription;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.WriteOptions;
import java.time.Clock;
import java.util.List;

/** Puts in place what every cluster, and every namespace, has from the start. */
public final class Furnishing {
  private static final String AUTHORITY = "kube-root-ca.crt";
  private static final String ACCOUNT = "default";
  private static final String BY = "kube-apiserver";

  private final ObjectStore store;
  private final String authorityPem;
  private final Background background;

  private Furnishing(ObjectStore store, String authorityPem, Background background) {
    this.store = store;
    this.authorityPem = authorityPem;
    this.background = background;
  }

  /** Furnishes the cluster before it returns, and namespaces as they come. */
  public static Subscription start(
      ObjectStore store,
      ServedKinds kinds,
      String authorityPem,
      Clock clock,
      Background background) {
    Furnishing furnishing = new Furnishing(store, authorityPem, background);
    for (String namespace : Admission.systemNamespaces()) {
      furnishing.ensure(object("v1", "Namespace", "", namespace));
      furnishing.furnish(namespace);
    }
    FirstObjects.all().forEach(furnishing::ensure);
    for (ObjectNode component : FirstObjects.components()) {
      // Nobody can write them, so that no rules of theirs need be asked.
      if (store.get(Meta.id(component)).isEmpty()) {
        var unused = store.storage().put(Meta.id(component), null, component);
      }
    }
    RecordedObjects.ensure(store, kinds, clock.instant());
    List<Subscription> subscriptions =
        List.of(
            store.subscribe("", "Namespace", furnishing::seen),
            store.subscribe("", "ServiceAccount", furnishing::seenFurniture),
            store.subscribe("", "ConfigMap", furnishing::seenFurniture));
    return () -> subscriptions.forEach(Subscription::close);
  }

  /** The API as pods see it; its port may be another at each start. */
  public static void publish(ObjectStore store, int port) {
    Furnishing furnishing = new Furnishing(store, "", new Background());
    furnishing.ensure(FirstObjects.kubernetesService(port));
    ObjectNode slice = FirstObjects.kubernetesEndpoints(port);
    furnishing.ensure(slice);
    store.change(
        Meta.id(slice),
        live -> {
          ObjectNode wanted = live.deepCopy();
          wanted.set("ports", slice.path("ports").deepCopy());
          return wanted;
        },
        Part.MAIN,
        WriteOptions.by(BY));
  }

  private void seen(ObjectEvent event) {
    String name = event.id().name();
    boolean stays =
        event.type() != ObjectEvent.Type.DELETED && !Meta.isBeingDeleted(event.object());
    if (stays && !isFurnished(name)) {
      background.untilDone(
          "furnish " + name,
          () -> {
            furnish(name);
            return true;
          });
    }
  }

  /** What somebody takes away or changes comes back. */
  private void seenFurniture(ObjectEvent event) {
    String name = event.id().name();
    boolean gone = event.type() == ObjectEvent.Type.DELETED;
    boolean changed = !authorityPem.equals(event.object().path("data").path("ca.crt").asText());
    boolean ours =
        event.id().kind().equals("ConfigMap")
            ? name.equals(AUTHORITY) && (gone || changed)
            : name.equals(ACCOUNT) && gone;
    if (ours) {
      String namespace = event.id().namespace();
      background.untilDone(
          "refurnish " + namespace,
          () -> {
            furnish(namespace);
            return isFurnished(namespace) || isGone(namespace);
          });
    }
  }

  private boolean isGone(String namespace) {
    return store
        .get(new ResourceId("", "Namespace", "", namespace))
        .filter(one -> !Meta.isBeingDeleted(one))
        .isEmpty();
  }

  private boolean isFurnished(String namespace) {
    return store.get(new ResourceId("", "ServiceAccount", namespace, ACCOUNT)).isPresent()
        && store
            .get(new ResourceId("", "ConfigMap", namespace, AUTHORITY))
            .filter(map -> map.path("data").path("ca.crt").asText().equals(authorityPem))
            .isPresent();
  }

  private void furnish(String namespace) {
    ObjectNode authority = object("v1", "ConfigMap", namespace, AUTHORITY);
    Meta.metadata(authority)
        .putObject("annotations")
        .put(
            "kubernetes.io/description",
            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal"
                + " endpoints such as the internal service IP or kubernetes.default.svc. No other"
                + " usage is guaranteed across distributions of Kubernetes clusters.");
    authority.putObject("data").put("ca.crt", authorityPem);
    ensure(authority);
    restore(authority);
    ensure(object("v1", "ServiceAccount", namespace, ACCOUNT));
  }

  private void restore(ObjectNode authority) {
    store
        .get(Meta.id(authority))
        .filter(live -> !live.path("data").equals(authority.path("data")))
        .ifPresent(
            live ->
                store.change(
                    Meta.id(authority),
                    now -> {
                      ObjectNode wanted = now.deepCopy();
                      wanted.set("data", authority.path("data").deepCopy());
                      return wanted;
                    },
                    Part.MAIN,
                    WriteOptions.by(BY)));
  }

  private void ensure(ObjectNode wanted) {
    if (store.get(Meta.id(wanted)).isPresent()) {
      return;
    }
    try {
      store.create(wanted, BY);
    } catch (ApiFailure e) {
      // Its namespace may be gone already, or somebody was faster.
      if (e.code() >= 500) {
        throw e;
      }
    }
  }

  static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }
}
