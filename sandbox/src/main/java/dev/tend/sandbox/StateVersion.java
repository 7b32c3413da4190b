package dev.tend.sandbox;

import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.tls.OwnerOnly;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The version of Kubernetes that a state was served at last. A state goes up with the version, as a
 * cluster that is upgraded does; it never goes down, as older servers can't read all that newer
 * ones wrote.
 */
final class StateVersion {
  private final Optional<Path> folder;

  StateVersion(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * The version to serve: the wanted one, else the one of last time, else the default.
   *
   * @throws KnownFailure where the state is of a newer version than the wanted one, or that has no
   *     schemas
   */
  KubernetesVersion settle(Optional<KubernetesVersion> wanted) {
    Optional<KubernetesVersion> last = last();
    KubernetesVersion version = wanted.or(() -> last).orElse(KubernetesVersion.DEFAULT);
    if (last.isPresent() && version.compareTo(last.get()) < 0) {
      throw new KnownFailure(
          "The state in %s is of Kubernetes %s and can't be served as %s"
              .formatted(folder.orElseThrow(), last.get(), version),
          "Empty it first (tend sandbox reset), or choose another state folder (XDG_STATE_HOME)");
    }
    var unused = BuiltInSchemas.load(version);
    if (last.isEmpty()) {
      // Before anything else is there, so that whoever is killed meanwhile leaves no doubt.
      keep(version);
    }
    return version;
  }

  /** Of next time; kept once the state is of this version. */
  void keep(KubernetesVersion version) {
    try {
      if (folder.isPresent()) {
        OwnerOnly.write(file(folder.get()), version + "\n");
      }
    } catch (IOException e) {
      throw new KnownFailure(
          "The sandbox can't write to its state folder %s: %s"
              .formatted(folder.orElseThrow(), e.getMessage()),
          "Check that the folder can be written and that the disk isn't full",
          e);
    }
  }

  /** Of last time; empty where there is no state yet. */
  Optional<KubernetesVersion> last() {
    try {
      if (folder.isEmpty() || !Files.exists(folder.get().resolve("objects.log"))) {
        return Optional.empty();
      }
      Path file = file(folder.get());
      // States from before versions could be chosen have no such file.
      return Optional.of(
          Files.exists(file)
              ? KubernetesVersion.parse(Files.readString(file).strip())
              : KubernetesVersion.DEFAULT);
    } catch (IOException e) {
      throw new KnownFailure(
          "The sandbox can't read its state folder: " + e.getMessage(),
          "Check that the folder can be read",
          e);
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("kubernetes-version");
  }
}
