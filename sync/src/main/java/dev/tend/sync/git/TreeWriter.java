package dev.tend.sync.git;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Writes a tree's files and links into an empty folder, as they were committed: no line endings are
 * converted, no filters run.
 */
final class TreeWriter {
  private static final int LONGEST_POINTER = 1024;
  private static final int LONGEST_TARGET = 4096;
  private static final byte[] POINTER_START =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  /** What a renderer reads by itself; other files matter only when something names them. */
  private static final Pattern READ_UNASKED =
      Pattern.compile(".*\\.(ya?ml|json|tpl|tgz)", Pattern.CASE_INSENSITIVE);

  private final Repository repository;
  private final Path root;
  private final List<Problem> problems = new ArrayList<>();

  TreeWriter(Repository repository, Path root) {
    this.repository = repository;
    this.root = root;
  }

  void report(Problem problem) {
    problems.add(problem);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void write(List<TreeEntry> entries) throws IOException {
    Map<TreeEntry, String> links = new LinkedHashMap<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      for (TreeEntry entry : entries) {
        ObjectLoader content = reader.open(entry.id(), Constants.OBJ_BLOB);
        if (entry.type() == TreeEntry.Type.LINK) {
          links.put(entry, target(content));
        } else {
          writeFile(entry, content);
        }
      }
    }
    // Links come last, so that no file is ever written through one.
    for (var link : links.entrySet()) {
      createLink(link.getKey(), link.getValue());
    }
    new LinkCheck(root).check(links).forEach(this::report);
  }

  private static String target(ObjectLoader content) throws IOException {
    return content.getSize() > LONGEST_TARGET
        ? ""
        : new String(content.getCachedBytes(LONGEST_TARGET), StandardCharsets.UTF_8);
  }

  private void writeFile(TreeEntry entry, ObjectLoader content) throws IOException {
    if (isPointer(content)) {
      leaveOut(
          entry,
          "sync/lfs-pointer",
          "is a Git LFS pointer, not the file itself, which tend does not fetch",
          "commit the file without LFS: git lfs untrack, then add it again");
      return;
    }
    Path file = root.resolve(entry.path());
    Files.createDirectories(file.getParent() == null ? root : file.getParent());
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.copyTo(out);
    } catch (FileAlreadyExistsException collides) {
      // Reported already, by the listing.
    }
  }

  private static boolean isPointer(ObjectLoader content) throws IOException {
    if (content.getSize() >= LONGEST_POINTER || content.getSize() < POINTER_START.length) {
      return false;
    }
    byte[] bytes = content.getCachedBytes(LONGEST_POINTER);
    return Arrays.equals(bytes, 0, POINTER_START.length, POINTER_START, 0, POINTER_START.length);
  }

  private void createLink(TreeEntry entry, String target) throws IOException {
    Path link = root.resolve(entry.path());
    Files.createDirectories(link.getParent() == null ? root : link.getParent());
    try {
      Files.createSymbolicLink(link, Path.of(target));
    } catch (FileAlreadyExistsException collides) {
      // Reported already, by the listing.
    } catch (InvalidPathException | NoSuchFileException unusable) {
      report(LinkCheck.broken(entry, target));
    }
  }

  private void leaveOut(TreeEntry entry, String rule, String message, String hint) {
    var at = TreeListing.at(entry.path());
    report(
        READ_UNASKED.matcher(entry.path()).matches()
            ? Problem.error(rule, at, FieldPath.ROOT, message, hint)
            : Problem.warning(rule, at, FieldPath.ROOT, message, hint));
  }
}
