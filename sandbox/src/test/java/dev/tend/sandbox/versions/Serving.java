package dev.tend.sandbox.versions;

import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.schema.KubernetesVersion;
import java.nio.file.Path;
import java.util.Optional;

/** Starts sandboxes that stand for a version. */
final class Serving {
  private Serving() {}

  static Sandbox inMemory(String version) {
    return Sandbox.start(SandboxConfig.inMemory().at(KubernetesVersion.parse(version)));
  }

  /** On a state folder, as the command line does. */
  static Sandbox on(Path folder, String version) {
    return Sandbox.start(config(folder).at(KubernetesVersion.parse(version)));
  }

  /** On a state folder, as whichever version it is of. */
  static Sandbox on(Path folder) {
    return Sandbox.start(config(folder));
  }

  private static SandboxConfig config(Path folder) {
    SandboxConfig memory = SandboxConfig.inMemory();
    return new SandboxConfig(
        Optional.of(folder), 0, Optional.empty(), 1, memory.pace(), memory.clock());
  }
}
