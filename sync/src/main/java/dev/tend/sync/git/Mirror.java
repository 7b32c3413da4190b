package dev.tend.sync.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/** A bare repository that holds what was fetched from one remote. */
final class Mirror {
  /** Each fetch adds a pack; a fresh shallow mirror is cheaper than repacking in place. */
  private static final int MOST_PACKS = 100;

  private final Path folder;
  private final String remote;

  /**
   * A mirror in this folder, which need not exist.
   *
   * @param remote its URL without secrets; a mirror of another remote is thrown away
   */
  Mirror(Path folder, String remote) {
    this.folder = folder;
    this.remote = remote;
  }

  /** Something done with the open repository. */
  interface Use<T> {
    T with(Repository repository) throws IOException, GitAPIException;
  }

  <T> T use(Use<T> use) throws IOException, GitAPIException {
    if (!usable()) {
      delete();
      create();
    }
    try (Repository repository = open()) {
      return use.with(repository);
    }
  }

  void delete() throws IOException {
    RepositoryCache.clear();
    Folders.delete(folder);
  }

  private boolean usable() {
    if (!RepositoryCache.FileKey.isGitRepository(folder.toFile(), FS.DETECTED)) {
      return false;
    }
    try (Repository repository = open();
        var packs = Files.list(folder.resolve("objects").resolve("pack"))) {
      String mirrored = repository.getConfig().getString("tend", null, "mirrors");
      return remote.equals(mirrored)
          && packs.filter(file -> file.toString().endsWith(".pack")).count() < MOST_PACKS;
    } catch (IOException | IllegalArgumentException broken) {
      return false;
    }
  }

  private Repository open() throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(folder.toFile())
        .setBare()
        .setMustExist(true)
        .build();
  }

  private void create() throws IOException {
    Files.createDirectories(folder);
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
      repository.create(true);
      StoredConfig config = repository.getConfig();
      config.setString("tend", null, "mirrors", remote);
      config.setBoolean("gc", null, "autoDetach", false);
      config.setInt("gc", null, "auto", 0);
      config.setBoolean("core", null, "logAllRefUpdates", false);
      config.save();
    }
  }
}
