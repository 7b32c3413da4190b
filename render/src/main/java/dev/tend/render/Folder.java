package dev.tend.render;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.NearMiss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What files say about the folder that holds them. */
final class Folder {
  static final String APP_FILE = "tend.yaml";
  static final String CHART_FILE = "Chart.yaml";
  private static final List<String> KUSTOMIZATION_FILES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private Folder() {}

  static boolean isApp(Path folder) {
    return Files.isRegularFile(folder.resolve(APP_FILE));
  }

  static boolean isChart(Path folder) {
    return Files.isRegularFile(folder.resolve(CHART_FILE));
  }

  static boolean isKustomization(Path folder) {
    return KUSTOMIZATION_FILES.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  static boolean isKustomizationFile(String name) {
    return KUSTOMIZATION_FILES.contains(name);
  }

  /** Its entries by name, in an order that is the same everywhere. */
  static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted(Comparator.comparing(Folder::nameOf)).toList();
    } catch (IOException e) {
      throw Reading.failure("Listing " + folder, e);
    }
  }

  /** What somebody may have meant who named a path that isn't there. */
  static Optional<Path> nearMiss(Path path) {
    Path missing = path.toAbsolutePath().normalize();
    Path parent = missing.getParent();
    while (parent != null && !Files.exists(parent)) {
      missing = parent;
      parent = missing.getParent();
    }
    if (parent == null || !Files.isDirectory(parent)) {
      return Optional.empty();
    }
    Path existing = parent;
    try {
      List<String> names = entries(existing).stream().map(Folder::nameOf).toList();
      return NearMiss.of(nameOf(missing), names).map(existing::resolve);
    } catch (KnownFailure unreadable) {
      return Optional.empty();
    }
  }

  static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
