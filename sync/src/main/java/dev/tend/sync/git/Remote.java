package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.NearMiss;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;

/** One visit to a remote, with the credentials of that moment. */
final class Remote implements AutoCloseable {
  /** Where the followed ref stands in a mirror. */
  static final String FOLLOWED = "refs/tend/followed";

  private final GitSpec spec;
  private final Credentials credentials;
  private final SshdSessionFactory sessions;
  private final GitFailures failures;
  private final BooleanSupplier cancelled;

  Remote(GitSpec spec, GitEnvironment environment, BooleanSupplier cancelled) {
    this.spec = spec;
    this.cancelled = cancelled;
    this.credentials = Credentials.resolve(spec, environment);
    this.failures = new GitFailures(spec, credentials);
    this.sessions = SshSessions.open(spec, credentials, environment);
  }

  GitFailures failures() {
    return failures;
  }

  /** Brings the followed ref and its newest commit, without its ancestors. */
  void fetchNewest(Repository mirror) throws GitAPIException {
    fetch(mirror, 1, List.of(new RefSpec("+" + source() + ":" + FOLLOWED)));
  }

  /** The same with all history, for remotes that can't cut it. */
  void fetchWhole(Repository mirror) throws GitAPIException {
    fetch(mirror, 0, List.of(new RefSpec("+" + source() + ":" + FOLLOWED)));
  }

  /** Brings all branches and tags, for remotes that give no single commit away. */
  void fetchEverything(Repository mirror) throws GitAPIException {
    fetch(
        mirror,
        0,
        List.of(
            new RefSpec("+refs/heads/*:refs/tend/heads/*"),
            new RefSpec("+refs/tags/*:refs/tend/tags/*")));
  }

  private void fetch(Repository mirror, int depth, List<RefSpec> refs) throws GitAPIException {
    try (Git git = new Git(mirror)) {
      var command =
          git.fetch()
              .setRemote(spec.url().address())
              .setRefSpecs(refs)
              .setTagOpt(TagOpt.NO_TAGS)
              .setProgressMonitor(monitor());
      if (depth > 0) {
        command.setDepth(depth);
      } else if (!isWhole(mirror)) {
        command.setUnshallow(true);
      }
      prepare(command).call();
    }
  }

  /**
   * JGit prints a stack trace when a fetch from a local repository is cancelled; those are fast.
   */
  private ProgressMonitor monitor() {
    return spec.url().transport() == RemoteUrl.Transport.FILE
        ? NullProgressMonitor.INSTANCE
        : new Cancellation(cancelled);
  }

  private static boolean isWhole(Repository mirror) {
    try {
      return mirror.getObjectDatabase().getShallowCommits().isEmpty();
    } catch (IOException unreadable) {
      return true;
    }
  }

  private String source() {
    return switch (spec.ref()) {
      case GitRef.RemoteHead() -> Constants.HEAD;
      case GitRef.Branch(String name) -> Constants.R_HEADS + name;
      case GitRef.Tag(String name) -> Constants.R_TAGS + name;
      case GitRef.Commit(String id) -> id;
    };
  }

  /** All that it has, by name. */
  Collection<Ref> refs() throws GitAPIException {
    return prepare(Git.lsRemoteRepository().setRemote(spec.url().address())).call();
  }

  /** Why the followed ref isn't there: nothing is, or it has another name. */
  KnownFailure refMissing(Throwable cause) throws GitAPIException {
    Collection<Ref> refs = refs();
    List<String> branches = names(refs, Constants.R_HEADS);
    if (branches.isEmpty()) {
      return failures.known(
          "the repository is empty", "push a first commit; tend looks again later", cause);
    }
    return switch (spec.ref()) {
      case GitRef.RemoteHead() ->
          failures.known(
              "its HEAD names no branch that exists",
              "name one in git.ref.branch: " + shown(branches),
              cause);
      case GitRef.Branch(String name) ->
          failures.known("it has no branch " + name, hint(name, "branches", branches), cause);
      case GitRef.Tag(String name) ->
          failures.known(
              "it has no tag " + name, hint(name, "tags", names(refs, Constants.R_TAGS)), cause);
      case GitRef.Commit(String id) ->
          failures.known("it has no commit " + id, "was it pushed, and to a branch?", cause);
    };
  }

  private static String hint(String name, String what, List<String> present) {
    Optional<String> near =
        NearMiss.of(name, present)
            .or(() -> present.stream().filter(other -> other.contains(name)).findFirst());
    if (near.isPresent()) {
      return "did you mean " + near.get() + "?";
    }
    return present.isEmpty() ? "it has no " + what : "its " + what + ": " + shown(present);
  }

  private static String shown(List<String> names) {
    int most = 5;
    String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
  }

  private static List<String> names(Collection<Ref> refs, String prefix) {
    return refs.stream()
        .map(Ref::getName)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .sorted()
        .toList();
  }

  private <C extends TransportCommand<C, R>, R> C prepare(C command) {
    command.setTimeout(Math.clamp(spec.timeout().toSeconds(), 1, 86_400));
    command.setTransportConfigCallback(
        transport -> {
          if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(sessions);
          }
        });
    credentials.provider(address()).ifPresent(command::setCredentialsProvider);
    return command;
  }

  private URIish address() {
    try {
      return new URIish(spec.url().address());
    } catch (URISyntaxException malformed) {
      throw failures.known("the URL is malformed", "check git.url", malformed);
    }
  }

  @Override
  public void close() {
    sessions.close();
  }
}
