package dev.tend.sync.app;

import dev.tend.sync.spec.AppPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the folders that a pattern matches and that hold something to apply. Folders whose names
 * begin with a dot are matched only by steps that do.
 */
final class AppFolders {
  private static final String ANY_DEPTH = "**";
  private static final Set<String> MARKERS =
      Set.of("tend.yaml", "kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml");

  private final Path root;
  private final SortedSet<Path> found = new TreeSet<>();

  private AppFolders(Path root) {
    this.root = root;
  }

  /** In path order. */
  static SortedSet<Path> matching(AppPattern pattern, Path root) {
    AppFolders folders = new AppFolders(root);
    folders.descend(root, pattern.segments());
    return folders.found;
  }

  private void descend(Path folder, List<String> segments) {
    if (segments.isEmpty()) {
      if (holdsManifests(folder)) {
        found.add(folder);
      }
      return;
    }
    String first = segments.getFirst();
    List<String> rest = segments.subList(1, segments.size());
    if (first.equals(ANY_DEPTH)) {
      descendAnywhere(folder, rest);
      return;
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + first);
    for (Path child : folders(folder)) {
      Path name = child.getFileName();
      if (name != null
          && matcher.matches(name)
          && (first.startsWith(".") || !name.toString().startsWith("."))) {
        descend(child, rest);
      }
    }
  }

  /** Below an app nothing else is one: its subfolders are its own. */
  private void descendAnywhere(Path folder, List<String> rest) {
    if (!rest.isEmpty()) {
      descend(folder, rest);
    } else if (!folder.equals(root) && isAppByItself(folder)) {
      found.add(folder);
      return;
    }
    for (Path child : folders(folder)) {
      boolean hidden = String.valueOf(child.getFileName()).startsWith(".");
      if (!hidden && !Files.isSymbolicLink(child)) {
        descendAnywhere(child, rest);
      }
    }
  }

  private static boolean isAppByItself(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.anyMatch(AppFolders::isManifest);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean holdsManifests(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(AppFolders::isManifest);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isManifest(Path file) {
    String name = String.valueOf(file.getFileName());
    String lower = name.toLowerCase(Locale.ROOT);
    return (MARKERS.contains(name)
            || lower.endsWith(".yaml")
            || lower.endsWith(".yml")
            || lower.endsWith(".json"))
        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
