package dev.tend.sandbox.conformance;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the system properties {@code conformance.*} ask for.
 *
 * @param only the beginnings of the transcripts' titles ({@code area/name}), with commas between
 * @param kubeconfig another cluster than the sandbox
 * @param record whether to rewrite the transcripts by what that cluster answers
 * @param everyKubectl whether the smoke area is played with all of them
 * @param anyKubectl whether to play with another kubectl than the one of the recordings
 */
record Settings(
    String only,
    Optional<Path> kubeconfig,
    boolean record,
    boolean everyKubectl,
    boolean anyKubectl,
    int threads) {
  static Settings fromSystem() {
    Settings settings =
        new Settings(
            System.getProperty("conformance.only", ""),
            Optional.ofNullable(System.getProperty("conformance.kubeconfig"))
                .map(path -> Path.of(path).toAbsolutePath()),
            flag("conformance.record"),
            flag("conformance.every-kubectl"),
            flag("conformance.any-kubectl"),
            Integer.getInteger("conformance.threads", 4));
    if (settings.record() && settings.kubeconfig().isEmpty()) {
      throw new IllegalArgumentException(
          "-Dconformance.record needs -Dconformance.kubeconfig=FILE: only a real server is recorded");
    }
    return settings;
  }

  private static boolean flag(String name) {
    String value = System.getProperty(name);
    return value != null && !value.equals("false");
  }
}
