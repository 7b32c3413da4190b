package dev.tend.sync.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A real bare repository, written to without a working tree, so that any tree can be made. */
public final class TestRemote implements AutoCloseable {
  /** When every commit of it was written. */
  public static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");

  private static final PersonIdent AUTHOR =
      new PersonIdent("Ann", "ann@example.com", WRITTEN, ZoneOffset.UTC);

  private record Entry(FileMode mode, String content) {}

  private final Path folder;
  private final Repository repository;
  private final SortedMap<String, Entry> files = new TreeMap<>();
  private @Nullable ObjectId head;

  public TestRemote(Path folder) {
    HermeticReader.install();
    this.folder = folder;
    try {
      repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      repository.create(true);
      repository.updateRef(Constants.HEAD).link("refs/heads/main");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path folder() {
    return folder;
  }

  Repository repository() {
    return repository;
  }

  public TestRemote file(String path, String content) {
    files.put(path, new Entry(FileMode.REGULAR_FILE, content));
    return this;
  }

  public TestRemote link(String path, String target) {
    files.put(path, new Entry(FileMode.SYMLINK, target));
    return this;
  }

  public TestRemote submodule(String path) {
    return submodule(path, "1234567890123456789012345678901234567890");
  }

  public TestRemote submodule(String path, String commit) {
    files.put(path, new Entry(FileMode.GITLINK, commit));
    return this;
  }

  public TestRemote remove(String path) {
    files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
    return this;
  }

  /** On main, after the last one. */
  public String commit(String subject) {
    return commitTo("main", subject);
  }

  public String commitTo(String branch, String subject) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      return commit(branch, subject, tree(inserter, ""), inserter);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A commit whose tree has one file of this name, which no ordinary git would allow. */
  String commitRawName(String name) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TreeFormatter tree = new TreeFormatter();
      tree.append(
          name.getBytes(StandardCharsets.UTF_8),
          FileMode.REGULAR_FILE,
          inserter.insert(Constants.OBJ_BLOB, new byte[] {'x'}));
      return commit("main", "Attack", inserter.insert(tree), inserter);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String commit(String branch, String subject, ObjectId tree, ObjectInserter inserter)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(AUTHOR);
    commit.setCommitter(AUTHOR);
    commit.setMessage(subject + "\n\nAnd a body.\n");
    if (head != null) {
      commit.setParentId(head);
    }
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    head = id;
    point("refs/heads/" + branch, id);
    return id.name();
  }

  private ObjectId tree(ObjectInserter inserter, String prefix) throws IOException {
    SortedMap<String, Entry> sorted = new TreeMap<>();
    for (var file : files.entrySet()) {
      if (file.getKey().startsWith(prefix)) {
        String rest = file.getKey().substring(prefix.length());
        int slash = rest.indexOf('/');
        // Git sorts folders as if their names ended in a slash.
        sorted.putIfAbsent(slash < 0 ? rest : rest.substring(0, slash + 1), file.getValue());
      }
    }
    TreeFormatter tree = new TreeFormatter();
    for (var entry : sorted.entrySet()) {
      String name = entry.getKey();
      if (name.endsWith("/")) {
        ObjectId below = tree(inserter, prefix + name);
        tree.append(name.substring(0, name.length() - 1), FileMode.TREE, below);
      } else {
        tree.append(name, entry.getValue().mode(), blob(inserter, entry.getValue()));
      }
    }
    return inserter.insert(tree);
  }

  private static ObjectId blob(ObjectInserter inserter, Entry entry) throws IOException {
    return entry.mode().equals(FileMode.GITLINK)
        ? ObjectId.fromString(entry.content())
        : inserter.insert(Constants.OBJ_BLOB, entry.content().getBytes(StandardCharsets.UTF_8));
  }

  /** Goes on as if this commit were the last, or none were. */
  public TestRemote rewind(@Nullable String commit) {
    head = commit == null ? null : ObjectId.fromString(commit);
    return this;
  }

  public TestRemote point(String ref, String commit) {
    point(ref, ObjectId.fromString(commit));
    return this;
  }

  private void point(String ref, ObjectId id) {
    try {
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(id);
      update.setForceUpdate(true);
      update.disableRefLog();
      update.update();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public TestRemote delete(String ref) {
    try {
      RefUpdate update = repository.updateRef(ref);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return this;
  }

  public TestRemote annotatedTag(String name, String commit) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TagBuilder tag = new TagBuilder();
      tag.setTag(name);
      tag.setTagger(AUTHOR);
      tag.setMessage(name);
      tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      point("refs/tags/" + name, id);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Makes it unreachable, or reachable again. */
  public void move(boolean away) {
    Path elsewhere = folder.resolveSibling(folder.getFileName() + ".away");
    try {
      Files.move(away ? folder : elsewhere, away ? elsewhere : folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
