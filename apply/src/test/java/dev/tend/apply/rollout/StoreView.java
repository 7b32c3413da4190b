package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.controller.Controllers;
import dev.tend.sandbox.kubelet.PodLogs;
import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The sandbox's objects and controllers without an API server in front. */
final class StoreView implements RolloutView, AutoCloseable {
  private final ObjectStore store = ObjectStore.inMemory(Clock.systemUTC());
  private final Controllers controllers = Controllers.start(store, SandboxConfig.inMemory());

  void create(String yaml) {
    for (Manifest manifest : YamlReader.read(new SourceText("test", yaml)).manifests()) {
      store.create(manifest.inNamespace("shop").content(), "test");
    }
  }

  void change(ResourceId id, Consumer<ObjectNode> change) {
    ObjectNode copy = store.get(id).orElseThrow().deepCopy();
    change.accept(copy);
    copy.withObject("/metadata").remove("resourceVersion");
    store.update(copy, "test");
  }

  @Override
  public Optional<ObjectNode> get(ResourceId id, String apiVersion) {
    return store.get(id);
  }

  @Override
  public List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector) {
    return store.list(gvk.group(), gvk.kind(), namespace);
  }

  @Override
  public Subscription watch(GroupVersionKind gvk, String namespace, Consumer<Sighting> sink) {
    // An empty list first: a subscription begins with a change for each object there is.
    sink.accept(new Sighting.Listed(List.of()));
    ObjectApi.Subscription subscription =
        store.subscribe(
            gvk.group(),
            gvk.kind(),
            event -> {
              if (namespace.isEmpty() || event.id().namespace().equals(namespace)) {
                sink.accept(
                    event.type() == ObjectApi.ObjectEvent.Type.DELETED
                        ? new Sighting.Removed(event.object())
                        : new Sighting.Changed(event.object()));
              }
            });
    return subscription::close;
  }

  @Override
  public List<String> logs(ResourceId pod, String container, boolean previous, int lines) {
    return store.get(pod).stream()
        .flatMap(found -> controllers.podLogs().read(found, container, previous).stream())
        .map(PodLogs.Line::text)
        .toList();
  }

  @Override
  public void close() {
    controllers.close();
  }
}
