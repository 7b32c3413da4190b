package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.git.Submodules.Submodule;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * Revisions of repositories that are read and not followed. Each is laid out once, for all
 * processes that need it, and stays until nobody has asked for it for a while.
 */
public final class TreeCache {
  private static final Duration KEPT = Duration.ofDays(14);
  private static final int DEEPEST = 8;

  private final Path root;
  private final GitEnvironment environment;
  private final Clock clock;

  /**
   * @param root a folder of its own, which may be deleted at any time
   */
  public TreeCache(Path root, GitEnvironment environment, Clock clock) {
    HermeticReader.install();
    this.root = root;
    this.environment = environment;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param ref a branch, tag, full name or commit, as in {@code git fetch}; empty for the default
   *     branch
   * @param submodules whether to lay out what is in them, too
   * @param timeout for all of it
   */
  public record Wanted(RemoteUrl url, String ref, boolean submodules, Duration timeout) {}

  /**
   * The folder with the revision's files, to be read and not written. Links that lead out of it and
   * files that are elsewhere (LFS) are missing in it.
   *
   * @throws KnownFailure when it can't be had, or not within the timeout
   */
  public Path folder(Wanted wanted) {
    Instant end = clock.instant().plus(wanted.timeout());
    return new Visit(wanted, () -> clock.instant().isAfter(end)).folder();
  }

  /** One answer to a wish. */
  private final class Visit {
    private final Wanted wanted;
    private final BooleanSupplier late;

    Visit(Wanted wanted, BooleanSupplier late) {
      this.wanted = wanted;
      this.late = late;
    }

    Path folder() {
      String key = wanted.url().display() + wanted.url().username().orElse("");
      UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
      Path home = root.resolve(name.toString());
      try (CacheLock lock = CacheLock.of(home, late)) {
        removeOld(home.resolve("trees"));
        return folder(home);
      } catch (IOException | GitAPIException e) {
        throw new KnownFailure(
            "cannot keep " + wanted.url() + " in " + home + ": " + e.getMessage(),
            "is there room on the disk, and may tend write to its cache folder?",
            e);
      }
    }

    private Path folder(Path home) throws IOException, GitAPIException {
      GitRef ref;
      if (wanted.ref().matches("[0-9a-f]{40}")) {
        ref = new GitRef.Commit(wanted.ref());
        Path known = place(home, wanted.ref());
        if (Files.isDirectory(known)) {
          return used(known);
        }
      } else if (wanted.ref().isEmpty()) {
        ref = new GitRef.RemoteHead();
      } else {
        try (Remote remote = new Remote(spec(wanted.url(), tag()), environment, late)) {
          RemoteRefs.Found found = RemoteRefs.of(remote).find(wanted.ref());
          Path known = place(home, found.commit());
          if (Files.isDirectory(known)) {
            return used(known);
          }
          ref = found.ref();
        }
      }
      GitSpec spec = spec(wanted.url(), ref);
      Revision revision = new GitSource(spec, home, environment).fetch(late);
      Path place = place(home, revision.id());
      return Files.isDirectory(place) ? used(place) : laidOut(home, revision, place);
    }

    private GitRef tag() {
      return new GitRef.Tag(wanted.ref());
    }

    private Path place(Path home, String commit) {
      return home.resolve("trees").resolve(commit + (wanted.submodules() ? "" : "-alone"));
    }

    private Path laidOut(Path home, Revision revision, Path place)
        throws IOException, GitAPIException {
      Path unfinished = home.resolve("trees").resolve(".unfinished");
      Folders.delete(unfinished);
      Files.createDirectories(unfinished);
      layOut(home, revision, wanted.url(), unfinished, DEEPEST);
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
      return used(place);
    }

    private void layOut(Path home, Revision revision, RemoteUrl url, Path folder, int deepest)
        throws IOException, GitAPIException {
      List<Submodule> submodules =
          mirror(home, url)
              .use(
                  repository -> {
                    Checkouts.layOut(repository, revision, folder);
                    return wanted.submodules()
                        ? Submodules.of(repository, revision, url)
                        : List.of();
                  });
      for (Submodule submodule : submodules) {
        if (deepest == 0) {
          throw new KnownFailure(
              "cannot fetch " + wanted.url() + ": it has submodules in submodules, too deep", "");
        }
        Path inner = home.resolve("submodules").resolve(name(submodule.url()));
        GitSpec spec = spec(submodule.url(), new GitRef.Commit(submodule.commit()));
        Revision pinned = new GitSource(spec, inner, environment).fetch(late);
        Path below = folder.resolve(submodule.path());
        Files.createDirectories(below);
        layOut(inner, pinned, submodule.url(), below, deepest - 1);
      }
    }

    private Mirror mirror(Path home, RemoteUrl url) {
      return new Mirror(home.resolve("mirror.git"), url.display());
    }

    private GitSpec spec(RemoteUrl url, GitRef ref) {
      return new GitSpec(url, ref, new GitAuth.None(), wanted.timeout());
    }
  }

  private static String name(RemoteUrl url) {
    return UUID.nameUUIDFromBytes(url.display().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Notes that it was needed now. */
  private Path used(Path folder) throws IOException {
    Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
    return folder;
  }

  private void removeOld(Path trees) throws IOException {
    if (!Files.isDirectory(trees)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> folders = Files.list(trees)) {
      all = folders.sorted().toList();
    }
    for (Path folder : all) {
      if (lastUsed(folder).isPresent()
          && lastUsed(folder).get().plus(KEPT).isBefore(clock.instant())) {
        Folders.delete(folder);
      }
    }
  }

  private static Optional<Instant> lastUsed(Path folder) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(folder).toInstant());
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
