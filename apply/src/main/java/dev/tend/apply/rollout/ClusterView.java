package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.Cluster;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A cluster, as far as rollouts look at it. */
final class ClusterView implements RolloutView {
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
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> logs(ResourceId pod, String container, boolean previous, int lines) {
    throw new UnsupportedOperationException();
  }
}
