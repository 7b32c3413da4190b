package dev.tend.cli;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.manifest.UsageFailure;
import dev.tend.render.Source;
import dev.tend.render.Sources;
import dev.tend.sync.git.Checkout;
import dev.tend.sync.git.LocalRepository;
import dev.tend.sync.git.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trees of the surrounding git repository, laid out in a temporary folder while tend runs. */
final class GitTrees implements AutoCloseable {
  private static final String SCHEME = "git:";

  private final Path workingDirectory;
  private final Map<String, Path> trees = new TreeMap<>();
  private @Nullable Path folder;

  GitTrees(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  static boolean names(String word) {
    return word.startsWith(SCHEME);
  }

  /**
   * The source that {@code git:REF[:PATH]} names; the path starts from the repository's root.
   *
   * @throws KnownFailure where there is no repository, no such revision, or no such path in it
   */
  Tree tree(String word) {
    String[] parts = word.substring(SCHEME.length()).split(":", 2);
    String path = parts.length > 1 ? parts[1] : "";
    Path root = root(word, parts[0]);
    Path place = root.resolve(path).normalize();
    if (!place.startsWith(root) || !Files.exists(place)) {
      throw new KnownFailure(
          "Reading %s: that revision has no %s".formatted(word, path),
          "Paths start from the repository's root: `git ls-tree %s` lists it".formatted(parts[0]));
    }
    return new Tree(Sources.detect(word, place, root), root);
  }

  /**
   * A source in a tree.
   *
   * @param root how far it may reach
   */
  record Tree(Source source, Path root) {}

  /** Where a path of the work tree lies from its root, with slashes; for {@code git:REF:PATH}. */
  String pathFromRoot(Path path) {
    try (LocalRepository repository = repository(path.toString())) {
      Path absolute = workingDirectory.resolve(path).toAbsolutePath().normalize();
      Path root = repository.root().toAbsolutePath().normalize();
      if (!absolute.startsWith(root)) {
        throw new KnownFailure(
            "%s lies outside the git repository at %s".formatted(path, root),
            "Name the path: git:REF:PATH");
      }
      return root.relativize(absolute).toString().replace('\\', '/');
    }
  }

  private Path root(String word, String ref) {
    if (ref.isEmpty()) {
      throw new UsageFailure("Reading %s: it names no revision".formatted(word), "git:REF[:PATH]");
    }
    return trees.computeIfAbsent(ref, unseen -> layOut(word, ref));
  }

  private Path layOut(String word, String ref) {
    try (LocalRepository repository = repository(word)) {
      Revision revision = repository.resolve(ref);
      Path root = temporary().resolve("tree-" + trees.size());
      Checkout checkout = repository.checkOut(revision, root);
      checkout.problems().stream()
          .filter(Problem::isError)
          .findFirst()
          .ifPresent(
              problem -> {
                throw new KnownFailure(
                    "Reading %s: %s %s"
                        .formatted(word, problem.location().file(), problem.message()),
                    problem.hint());
              });
      return root;
    }
  }

  private LocalRepository repository(String word) {
    return LocalRepository.around(workingDirectory)
        .orElseThrow(
            () ->
                new KnownFailure(
                    "Reading %s: no git repository is around %s".formatted(word, workingDirectory),
                    "Run tend inside a work tree"));
  }

  private Path temporary() {
    Path present = folder;
    if (present == null) {
      try {
        present = Files.createTempDirectory("tend-git-").toRealPath();
      } catch (IOException e) {
        throw new KnownFailure("Making a temporary folder: " + e.getMessage(), "", e);
      }
      folder = present;
    }
    return present;
  }

  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder is swept by the system in the end.
    }
  }
}
