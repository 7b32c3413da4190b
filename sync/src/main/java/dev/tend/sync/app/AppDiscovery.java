package dev.tend.sync.app;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceLocation;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sync.spec.AppPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the apps that patterns name. An app bears the name in its tend.yaml, else its folder's, or
 * its whole path with dashes where two folders have one name.
 */
public final class AppDiscovery {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final String rootName;
  private final List<AppPattern> patterns;

  /**
   * Discovery by these patterns.
   *
   * @param rootName what the repository's root is called where it is an app itself
   */
  public AppDiscovery(String rootName, List<AppPattern> patterns) {
    this.rootName = rootName;
    this.patterns = List.copyOf(patterns);
  }

  /** A candidate and the name it gives itself. */
  private record Found(String path, Path folder, Optional<String> ownName, String folderName) {}

  /** Looks through a checkout. */
  public Discovery in(Path checkout) {
    List<Problem> problems = new ArrayList<>();
    SortedSet<Path> folders = new TreeSet<>();
    for (AppPattern pattern : patterns) {
      SortedSet<Path> matching = AppFolders.matching(pattern, checkout);
      if (matching.isEmpty()) {
        problems.add(
            error(
                pattern.path(),
                "sync/no-match",
                "matches no folder that holds manifests",
                "check spec.apps, or whether the apps were moved"));
      }
      folders.addAll(matching);
    }
    List<Found> found = folders.stream().map(folder -> found(checkout, folder)).toList();
    Map<String, Long> uses =
        found.stream()
            .filter(app -> app.ownName().isEmpty())
            .collect(Collectors.groupingBy(Found::folderName, Collectors.counting()));
    Map<String, List<App>> byName = new TreeMap<>();
    for (Found app : found) {
      boolean unique = uses.getOrDefault(app.folderName(), 0L) == 1;
      String name = app.ownName().orElse(unique ? app.folderName() : app.path().replace('/', '-'));
      byName
          .computeIfAbsent(name, ignored -> new ArrayList<>())
          .add(new App(name, app.path(), app.folder()));
    }
    return new Discovery(usable(byName, problems), problems);
  }

  private static List<App> usable(Map<String, List<App>> byName, List<Problem> problems) {
    List<App> apps = new ArrayList<>();
    byName.forEach(
        (name, claimants) -> {
          App first = claimants.getFirst();
          if (claimants.size() > 1) {
            problems.add(
                error(
                    first.path(),
                    "sync/same-name",
                    "is called "
                        + name
                        + ", and so is "
                        + claimants.stream()
                            .skip(1)
                            .map(App::path)
                            .collect(Collectors.joining(", ")),
                    "give each a tend.yaml with a metadata.name of its own"));
          } else if (!NAME.matcher(name).matches()) {
            problems.add(
                error(
                    first.path(),
                    "sync/app-name",
                    name + " is no name for an app",
                    "rename the folder to lower-case letters, digits and dashes, or name the app"
                        + " in a tend.yaml"));
          } else {
            apps.add(first);
          }
        });
    apps.sort(Comparator.comparing(App::name));
    return apps;
  }

  private Found found(Path checkout, Path folder) {
    String path = checkout.relativize(folder).toString().replace('\\', '/');
    String folderName = path.isEmpty() ? rootName : path.substring(path.lastIndexOf('/') + 1);
    return new Found(path, folder, ownName(folder), folderName);
  }

  /** What can't be read has no name here; whoever renders the app says why. */
  private static Optional<String> ownName(Path folder) {
    Path file = folder.resolve("tend.yaml");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      SourceText source =
          new SourceText(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
      return YamlReader.read(source).manifests().stream()
          .filter(manifest -> manifest.id().kind().equals("App"))
          .map(Manifest::id)
          .map(id -> id.name())
          .filter(name -> !name.isEmpty())
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Problem error(String path, String rule, String message, String hint) {
    return Problem.error(rule, new SourceLocation(path, 1, 0, 0), FieldPath.ROOT, message, hint);
  }
}
