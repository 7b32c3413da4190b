package dev.tend.sandbox;

import java.net.URI;
import java.nio.file.Path;

/** A running control plane in this process. */
public final class Sandbox implements AutoCloseable {
  private Sandbox() {}

  /**
   * Starts one and returns when it answers. It listens on loopback only, with TLS under its own
   * authority, and asks for a bearer token.
   */
  public static Sandbox start(SandboxConfig config) {
    throw new UnsupportedOperationException(config.toString());
  }

  public URI url() {
    throw new UnsupportedOperationException();
  }

  /** A kubeconfig (YAML) with the address, the authority's certificate and the token. */
  public String kubeconfig() {
    throw new UnsupportedOperationException();
  }

  /** Where a state folder's kubeconfig stands while a control plane runs on it. */
  public static Path kubeconfigFile(Path stateFolder) {
    return stateFolder.resolve("kubeconfig.yaml");
  }

  /** Stops serving; the state stays in its folder. */
  @Override
  public void close() {}
}
