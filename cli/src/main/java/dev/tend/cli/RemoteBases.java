package dev.tend.cli;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.render.kustomize.load.GitFetcher;
import dev.tend.sync.git.Checkout;
import dev.tend.sync.git.GitEnvironment;
import dev.tend.sync.git.GitSource;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Remote bases of kustomizations, fetched into the cache of git repositories. */
final class RemoteBases implements GitFetcher {
  private final Session session;

  RemoteBases(Session session) {
    this.session = session;
  }

  @Override
  public Path fetch(Request request) {
    KnownFailure first = null;
    for (GitRef ref : candidates(request.ref())) {
      try {
        return checkout(request, ref);
      } catch (KnownFailure e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? new KnownFailure("Fetching " + request.url()) : first;
  }

  /** What a bare ref may mean, in the order in which it is tried. */
  private static List<GitRef> candidates(String ref) {
    List<GitRef> candidates = new ArrayList<>();
    if (ref.isEmpty()) {
      candidates.add(new GitRef.RemoteHead());
    } else if (ref.matches("[0-9a-f]{40}")) {
      candidates.add(new GitRef.Commit(ref));
    } else {
      candidates.add(new GitRef.Branch(ref));
      candidates.add(new GitRef.Tag(ref));
    }
    return candidates;
  }

  private Path checkout(Request request, GitRef ref) {
    RemoteUrl url = RemoteUrl.parse(request.url(), session.environment().workingDirectory());
    GitSpec spec = new GitSpec(url, ref, new GitAuth.None(), request.timeout());
    GitEnvironment environment =
        new GitEnvironment(
            session.environment().variables(), Path.of(session.environment().variable("HOME")));
    String key = request.url() + " " + ref.display();
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    Path cache = session.folders().git().resolve("bases").resolve(name.toString());
    GitSource source = new GitSource(spec, cache, environment);
    Checkout checkout = source.checkout(source.fetch(deadline(request)));
    for (Problem problem : checkout.problems()) {
      if (problem.isError()) {
        throw new KnownFailure(
            "Fetching " + request.url() + ": " + problem.message(), problem.hint());
      }
    }
    return checkout.folder();
  }

  private BooleanSupplier deadline(Request request) {
    Instant end = session.environment().clock().instant().plus(request.timeout());
    return () -> session.environment().clock().instant().isAfter(end);
  }
}
