package dev.tend.apply.wire;

import io.fabric8.kubernetes.client.Config;

/**
 * Where a cluster is and how to prove who one is.
 *
 * @param context empty inside a cluster
 * @param source where this was read, for messages
 */
public record Endpoint(
    Config config, String server, String context, String namespace, String source) {

  /** {@code https://10.0.0.1:6443 (context prod, from ~/.kube/config)}. */
  public String description() {
    return context.isEmpty()
        ? "%s (from %s)".formatted(server, source)
        : "%s (context %s, from %s)".formatted(server, context, source);
  }

  /** Without what the configuration holds: it has secrets. */
  @Override
  public String toString() {
    return description();
  }
}
