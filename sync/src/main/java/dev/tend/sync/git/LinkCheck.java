package dev.tend.sync.git;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Follows the symbolic links of a checkout to where they really lead, through other links too, and
 * removes those that lead out of it or nowhere.
 */
final class LinkCheck {
  private final Path root;

  LinkCheck(Path root) {
    this.root = root;
  }

  List<Problem> check(Map<TreeEntry, String> links) throws IOException {
    Path realRoot = root.toRealPath();
    List<Problem> problems = new ArrayList<>();
    List<Path> bad = new ArrayList<>();
    for (var entry : links.entrySet()) {
      Path link = root.resolve(entry.getKey().path());
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      try {
        boolean relative = !Path.of(entry.getValue()).isAbsolute();
        if (relative && link.toRealPath().startsWith(realRoot)) {
          continue;
        }
        problems.add(escapes(entry.getKey(), entry.getValue()));
      } catch (IOException unresolvable) {
        problems.add(
            staysInside(link, entry.getValue())
                ? broken(entry.getKey(), entry.getValue())
                : escapes(entry.getKey(), entry.getValue()));
      }
      bad.add(link);
    }
    // Only now, because one bad link may be a step of another.
    for (Path link : bad) {
      Files.delete(link);
    }
    return problems;
  }

  private boolean staysInside(Path link, String target) {
    return link.resolveSibling(target).normalize().startsWith(root.normalize());
  }

  private static Problem escapes(TreeEntry entry, String target) {
    return Problem.error(
        "sync/link-escapes",
        TreeListing.at(entry.path()),
        FieldPath.ROOT,
        "is a symbolic link out of the repository, to " + target,
        "link to a file of the repository, or copy the file into it");
  }

  static Problem broken(TreeEntry entry, String target) {
    return Problem.error(
        "sync/link-broken",
        TreeListing.at(entry.path()),
        FieldPath.ROOT,
        "is a symbolic link to " + target + ", which does not exist",
        "correct the link, or remove it");
  }
}
