package dev.tend.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/** A sandbox in a process of its own, for tests that kill it. It ends when its input does. */
final class SandboxProcess {
  private SandboxProcess() {}

  /**
   * @param args the state folder
   */
  public static void main(String[] args) throws Exception {
    SandboxConfig memory = SandboxConfig.inMemory();
    SandboxConfig config =
        new SandboxConfig(
            Optional.of(Path.of(args[0])),
            0,
            Optional.empty(),
            memory.nodes(),
            memory.pace(),
            memory.clock());
    long start = System.nanoTime();
    try (Sandbox sandbox = Sandbox.start(config)) {
      System.out.println(
          sandbox.url() + " after " + (System.nanoTime() - start) / 1_000_000 + " ms");
      while (System.in.read() >= 0) {
        // Until whoever started it goes.
      }
    }
  }
}
