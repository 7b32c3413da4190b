package dev.tend.apply;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach a cluster.
 *
 * @param kubeconfig empty for the standard rules (KUBECONFIG, merged files, in-cluster)
 * @param context empty for the current one
 */
public record ClusterConfig(Optional<Path> kubeconfig, Optional<String> context) {
  /** By the standard rules. */
  public static ClusterConfig standard() {
    return new ClusterConfig(Optional.empty(), Optional.empty());
  }
}
