package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.Cluster;
import dev.tend.apply.Interrupted;
import dev.tend.apply.Selection;
import dev.tend.apply.WatchEvent;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A cluster, as far as rollouts look at it and change it. */
final class ClusterView implements RolloutView, RolloutEditor {
  private final Cluster cluster;

  ClusterView(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Optional<ObjectNode> get(ResourceId id, String apiVersion) {
    return cluster.get(id, apiVersion);
  }

  @Override
  public List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector) {
    return cluster.list(gvk, namespace, labelSelector);
  }

  @Override
  public Subscription watch(GroupVersionKind gvk, String namespace, Consumer<Sighting> sink) {
    Selection selection = Selection.of(gvk, namespace);
    return cluster.watch(selection, event -> sink.accept(sighting(event)))::close;
  }

  private static Sighting sighting(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Listed(List<ObjectNode> objects) -> new Sighting.Listed(objects);
      case WatchEvent.Changed(ObjectNode object) -> new Sighting.Changed(object);
      case WatchEvent.Deleted(ObjectNode object) -> new Sighting.Removed(object);
      case WatchEvent.Lost(String reason) -> new Sighting.Lost(reason);
    };
  }

  @Override
  public List<String> logs(ResourceId pod, String container, boolean previous, int lines) {
    try {
      return cluster
          .logs(pod.namespace(), pod.name(), container, previous, OptionalInt.of(lines))
          .lines()
          .toList();
    } catch (Interrupted e) {
      throw e;
    } catch (KnownFailure e) {
      // Often there is none: the container never ran, or its node is gone.
      return List.of();
    }
  }

  @Override
  public ObjectNode mergePatch(ResourceId id, String apiVersion, ObjectNode patch) {
    return cluster.mergePatch(id, apiVersion, patch);
  }

  @Override
  public ObjectNode jsonPatch(ResourceId id, String apiVersion, ArrayNode patch) {
    return cluster.jsonPatch(id, apiVersion, patch);
  }
}
