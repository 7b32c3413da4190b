package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.LiveState;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.Optional;

/** The only client of a Kubernetes API server. */
public final class Cluster implements LiveState, AutoCloseable {
  private Cluster() {}

  /** Connects by kubeconfig rules; nothing is asked of the server yet. */
  public static Cluster connect(ClusterConfig config) {
    throw new UnsupportedOperationException(config.toString());
  }

  /** Where it is, for messages: the context's name and the server's address. */
  public String description() {
    throw new UnsupportedOperationException();
  }

  /** The namespace that the context names, {@code default} where it names none. */
  public String defaultNamespace() {
    throw new UnsupportedOperationException();
  }

  /** The type that a word such as {@code deploy}, {@code deployments.apps} or {@code Pod} means. */
  public Optional<ResourceType> resolve(String word) {
    throw new UnsupportedOperationException(word);
  }

  @Override
  public Optional<ResourceType> typeOf(GroupVersionKind gvk) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ObjectNode> get(ResourceId id, String apiVersion) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DryRun dryRun(Manifest manifest, boolean forceConflicts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
