package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The repository whose work tree a folder lies in. It is read and never written. */
public final class LocalRepository implements AutoCloseable {
  private final Repository repository;

  private LocalRepository(Repository repository) {
    this.repository = repository;
  }

  /** The one around a folder; empty where there is none, or one without a work tree. */
  public static Optional<LocalRepository> around(Path folder) {
    HermeticReader.install();
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try {
      Repository repository = builder.setMustExist(true).build();
      if (repository.isBare()) {
        repository.close();
        return Optional.empty();
      }
      return Optional.of(new LocalRepository(repository));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The folder that the work tree is in. */
  public Path root() {
    try {
      return repository.getWorkTree().toPath();
    } catch (NoWorkTreeException e) {
      throw new IllegalStateException("a repository with a work tree was asked for", e);
    }
  }

  /**
   * The commit that a branch, a tag, an id or an expression such as {@code HEAD~2} names.
   *
   * @throws KnownFailure where it names none
   */
  public Revision resolve(String ref) {
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId id = repository.resolve(ref + "^{commit}");
      if (id == null) {
        throw new KnownFailure(
            "Git at %s has no revision %s".formatted(root(), ref),
            "Name a branch, a tag or a commit; `git fetch` brings those of the remote");
      }
      RevCommit commit = walk.parseCommit(id);
      return new Revision(
          id.name(), commit.getAuthorIdent().getWhenAsInstant(), commit.getShortMessage());
    } catch (RevisionSyntaxException e) {
      throw new KnownFailure("'%s' is no revision of git".formatted(ref), "", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The current commit; empty before the first. */
  public Optional<Revision> head() {
    try {
      return repository.resolve("HEAD") == null ? Optional.empty() : Optional.of(resolve("HEAD"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a file or folder of the work tree is as the current commit has it. */
  public boolean isCommitted(Path path) {
    Path below = root().relativize(path.toAbsolutePath().normalize());
    try (Git git = new Git(repository)) {
      var status = git.status();
      if (!below.toString().isEmpty()) {
        status.addPath(below.toString().replace('\\', '/'));
      }
      return status.call().isClean();
    } catch (GitAPIException e) {
      return false;
    }
  }

  /**
   * Lays out a revision's files in an empty folder.
   *
   * @throws KnownFailure where the repository can't be read
   */
  public Checkout checkOut(Revision revision, Path folder) {
    try {
      Files.createDirectories(folder);
      return Checkouts.layOut(repository, revision, folder);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private KnownFailure unreadable(IOException e) {
    return new KnownFailure(
        "Reading the git repository at %s: %s".formatted(root(), e.getMessage()),
        "`git fsck` says whether it is whole",
        e);
  }

  @Override
  public void close() {
    repository.close();
  }
}
