package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A followed repository: a bare mirror of one ref's newest commit, and checkouts of revisions. Both
 * live in a cache folder that may be deleted at any time, and that one process uses at a time.
 */
public final class GitSource {
  private final GitSpec spec;
  private final GitEnvironment environment;
  private final Mirror mirror;
  private final Checkouts checkouts;

  /**
   * Follows what the spec names.
   *
   * @param cache a folder of its own
   */
  public GitSource(GitSpec spec, Path cache, GitEnvironment environment) {
    HermeticReader.install();
    this.spec = spec;
    this.environment = environment;
    this.mirror = new Mirror(cache.resolve("mirror.git"), spec.url().display());
    this.checkouts = new Checkouts(cache.resolve("checkouts"));
  }

  /**
   * The newest revision of the followed ref. A mirror that turns out broken is made anew.
   *
   * @param cancelled asked now and then; a fetch that was cancelled fails
   * @throws KnownFailure when the remote or its ref can't be read
   */
  public Revision fetch(BooleanSupplier cancelled) {
    try (Remote remote = new Remote(spec, environment, cancelled)) {
      if (cancelled.getAsBoolean()) {
        throw remote.failures().known("stopped on request", "", null);
      }
      try {
        return mirror.use(repository -> fetch(repository, remote));
      } catch (GitAPIException | JGitInternalException | IOException | UncheckedIOException first) {
        Optional<KnownFailure> known = remote.failures().explain(first);
        if (known.isPresent()) {
          throw known.get();
        }
        if (cancelled.getAsBoolean()) {
          throw remote.failures().known("stopped on request", "", first);
        }
        return rebuilt(remote);
      }
    }
  }

  private Revision rebuilt(Remote remote) {
    try {
      mirror.delete();
      return mirror.use(repository -> fetch(repository, remote));
    } catch (GitAPIException | JGitInternalException | IOException | UncheckedIOException second) {
      throw remote
          .failures()
          .explain(second)
          .orElseGet(() -> remote.failures().unexplained(second));
    }
  }

  /**
   * Lays the revision's files out in a folder of their own. What must not be used is left out and
   * is a problem of the checkout.
   *
   * @throws KnownFailure when the files can't be written
   */
  public Checkout checkout(Revision revision) {
    try {
      return mirror.use(repository -> checkouts.make(repository, revision));
    } catch (MissingObjectException | JGitInternalException incomplete) {
      return checkoutAgain(revision);
    } catch (IOException | UncheckedIOException | GitAPIException failure) {
      throw failed(revision, failure);
    }
  }

  /** A mirror that lost objects has to be made anew, and may then hold a newer commit. */
  private Checkout checkoutAgain(Revision revision) {
    try {
      mirror.delete();
      Revision newest = fetch(() -> false);
      if (!newest.id().equals(revision.id())) {
        throw new KnownFailure(
            "cannot check out " + revision + ": the remote has moved on to " + newest,
            "nothing to do: the newer revision is taken next");
      }
      return mirror.use(repository -> checkouts.make(repository, revision));
    } catch (IOException | UncheckedIOException | JGitInternalException | GitAPIException failure) {
      throw failed(revision, failure);
    }
  }

  private static KnownFailure failed(Revision revision, Exception failure) {
    return new KnownFailure(
        "cannot check out " + revision + ": " + failure.getMessage(),
        "is there room on the disk, and may tend write to its cache folder?",
        failure);
  }

  private Revision fetch(Repository repository, Remote remote) throws GitAPIException, IOException {
    if (spec.ref() instanceof GitRef.Commit(String id)) {
      return pinned(repository, remote, ObjectId.fromString(id));
    }
    try {
      remote.fetchNewest(repository);
    } catch (GitAPIException | JGitInternalException failure) {
      if (saysNoSuchRef(failure)) {
        throw remote.refMissing(failure);
      }
      if (!saysNoDepth(failure)) {
        throw failure;
      }
      remote.fetchWhole(repository);
    }
    ObjectId followed = repository.resolve(Remote.FOLLOWED);
    if (followed == null) {
      throw new IOException("the fetched ref is missing in the mirror");
    }
    return revision(repository, followed);
  }

  /** A commit never changes: once it is here, no remote is asked. */
  private Revision pinned(Repository repository, Remote remote, ObjectId id)
      throws GitAPIException, IOException {
    if (!repository.getObjectDatabase().has(id)) {
      // JGit's own server of local repositories prints a stack trace when asked for what it lacks.
      boolean local = spec.url().transport() == RemoteUrl.Transport.FILE;
      if (local || !givesAway(repository, remote)) {
        remote.fetchEverything(repository);
      }
      if (!repository.getObjectDatabase().has(id)) {
        throw remote.refMissing(new MissingObjectException(id, Constants.TYPE_COMMIT));
      }
    }
    return revision(repository, id);
  }

  /** Whether the remote gave away the one commit; many give away only what a ref names. */
  private static boolean givesAway(Repository repository, Remote remote) throws GitAPIException {
    try {
      remote.fetchNewest(repository);
      return true;
    } catch (GitAPIException | JGitInternalException failure) {
      if (remote.failures().explain(failure).isPresent() && !saysNoSuchRef(failure)) {
        throw failure;
      }
      return false;
    }
  }

  private static Revision revision(Repository repository, ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(id);
      walk.parseTree(commit.getTree());
      return new Revision(
          commit.name(), commit.getAuthorIdent().getWhenAsInstant(), commit.getShortMessage());
    }
  }

  private static boolean saysNoSuchRef(Throwable failure) {
    return said(failure).contains("does not have") || said(failure).contains("not valid");
  }

  private static boolean saysNoDepth(Throwable failure) {
    return said(failure).contains("shallow") || said(failure).contains("depth");
  }

  private static String said(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString();
  }
}
