package dev.tend.sync.git;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceLocation;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The entries of a tree, and what is wrong with them before any of them is read.
 *
 * @param entries what may be laid out, in tree order
 */
record TreeListing(List<TreeEntry> entries, List<Problem> problems) {
  TreeListing {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  static TreeListing of(Repository repository, ObjectId tree) throws IOException {
    List<TreeEntry> entries = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    ObjectChecker checker = new ObjectChecker();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString();
        try {
          checker.checkPath(path);
        } catch (CorruptObjectException unsafe) {
          problems.add(unsafe(path));
          continue;
        }
        int mode = walk.getRawMode(0);
        if (FileMode.GITLINK.equals(mode)) {
          problems.add(submodule(path));
        } else {
          TreeEntry.Type type =
              FileMode.SYMLINK.equals(mode) ? TreeEntry.Type.LINK : TreeEntry.Type.FILE;
          entries.add(new TreeEntry(path, type, walk.getObjectId(0)));
        }
      }
    }
    return new TreeListing(entries, problems);
  }

  /**
   * Paths, or folders of paths, that differ in case or in Unicode form only, where the file system
   * doesn't tell them apart.
   */
  List<Problem> collisions(boolean foldsCase) {
    List<Problem> found = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    for (TreeEntry entry : entries) {
      String path = entry.path();
      for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
        String prefix = end < 0 ? path : path.substring(0, end);
        String other = seen.putIfAbsent(fold(prefix), prefix);
        if (other != null && !other.equals(prefix)) {
          found.add(collision(prefix, other, foldsCase));
          break;
        }
        if (end < 0) {
          break;
        }
      }
    }
    return found.stream().distinct().toList();
  }

  private static String fold(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  static SourceLocation at(String path) {
    return new SourceLocation(path, 1, 0, 0);
  }

  private static Problem collision(String path, String other, boolean foldsCase) {
    String message = "differs only in case from " + other;
    String hint = "rename one: on some machines only one of them exists";
    return foldsCase
        ? Problem.error("sync/case-collision", at(path), FieldPath.ROOT, message, hint)
        : Problem.warning("sync/case-collision", at(path), FieldPath.ROOT, message, hint);
  }

  private static Problem unsafe(String path) {
    return Problem.error(
        "sync/unsafe-path",
        at(path.replaceAll("\\p{Cntrl}", "?")),
        FieldPath.ROOT,
        "is no path that can be laid out in a folder",
        "the commit was not made by an ordinary git; look at who pushed it");
  }

  private static Problem submodule(String path) {
    return Problem.error(
        "sync/submodule",
        at(path),
        FieldPath.ROOT,
        "is a submodule, which tend does not fetch",
        "copy its files into this repository, or follow its repository with a Sync of its own");
  }
}
