package dev.tend.sync.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The folder with one folder per revision. A revision's folder appears complete or not at all, so
 * whatever bears a commit id can be trusted.
 */
final class Checkouts {
  private static final int KEPT = 2;
  private static final String UNFINISHED = ".unfinished";

  private final Path root;

  Checkouts(Path root) {
    this.root = root;
  }

  /** Makes the revision's folder anew, and removes all others but the one made before. */
  Checkout make(Repository repository, Revision revision) throws IOException {
    Path unfinished = root.resolve(UNFINISHED);
    Folders.delete(unfinished);
    Files.createDirectories(unfinished);
    Checkout whole = layOut(repository, revision, unfinished);
    Path folder = root.resolve(revision.id());
    Folders.delete(folder);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    removeOld(folder);
    return new Checkout(revision, folder, whole.problems());
  }

  /** Lays a revision's files out in an empty folder. */
  static Checkout layOut(Repository repository, Revision revision, Path folder) throws IOException {
    TreeListing listing = TreeListing.of(repository, tree(repository, revision));
    TreeWriter writer = new TreeWriter(repository, folder);
    listing.problems().forEach(writer::report);
    listing.collisions(foldsCase(folder)).forEach(writer::report);
    writer.write(listing.entries());
    return new Checkout(revision, folder, writer.problems());
  }

  private static ObjectId tree(Repository repository, Revision revision) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(ObjectId.fromString(revision.id())).getTree();
    }
  }

  /** Whether the folder is found under its name in another case, too. */
  private static boolean foldsCase(Path folder) {
    String name = String.valueOf(folder.getFileName());
    String upper = name.toUpperCase(Locale.ROOT);
    return !upper.equals(name) && Files.exists(folder.resolveSibling(upper));
  }

  private void removeOld(Path newest) throws IOException {
    Comparator<Path> byAge = Comparator.comparing(Checkouts::modified);
    List<Path> others;
    try (Stream<Path> folders = Files.list(root)) {
      others =
          folders
              .filter(folder -> !folder.equals(newest))
              .sorted(byAge.reversed().thenComparing(Comparator.naturalOrder()))
              .toList();
    }
    for (Path old : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
      Folders.delete(old);
    }
  }

  private static FileTime modified(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
