package dev.tend.cli;

import dev.tend.manifest.Durations;
import dev.tend.manifest.KnownFailure;
import dev.tend.render.kustomize.load.GitFetcher;
import dev.tend.sync.git.GitEnvironment;
import dev.tend.sync.git.TreeCache;
import dev.tend.sync.spec.RemoteUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Remote bases of kustomizations, fetched into the cache of git repositories. */
final class RemoteBases implements GitFetcher {
  /** How much later than the others, who have more to say, the last guard ends a fetch. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final String HINT =
      "`?timeout=60` at the end of the address waits longer; the keys in ~/.ssh are presented, and"
          + " nothing over https";

  private final Session session;

  RemoteBases(Session session) {
    this.session = session;
  }

  /** A virtual thread, because that one can be torn from a socket that stays silent. */
  @Override
  public Path fetch(Request request) {
    CompletableFuture<Path> folder = new CompletableFuture<>();
    Thread fetching =
        Thread.ofVirtual()
            .name("fetch " + request.url())
            .start(
                () -> {
                  try {
                    folder.complete(folder(request));
                  } catch (RuntimeException | Error e) {
                    folder.completeExceptionally(e);
                  }
                });
    try {
      return folder.get(request.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      fetching.interrupt();
      String time = Durations.format(request.timeout());
      throw failed(request, "there was no complete answer within " + time, e);
    } catch (InterruptedException e) {
      fetching.interrupt();
      Thread.currentThread().interrupt();
      throw failed(request, "interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case KnownFailure known -> throw new KnownFailure(known.message(), hint(known), known);
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static KnownFailure failed(Request request, String reason, Exception cause) {
    return new KnownFailure("cannot fetch " + request.url() + ": " + reason, HINT, cause);
  }

  /** What it hints at may stand in a Sync, and not in a kustomization. */
  private static String hint(KnownFailure known) {
    return known.hint().contains("git.") ? HINT : known.hint();
  }

  private Path folder(Request request) {
    var environment = session.environment();
    Path bases = session.folders().git().resolve("bases");
    GitEnvironment git =
        new GitEnvironment(environment.variables(), Path.of(environment.variable("HOME")));
    RemoteUrl url = RemoteUrl.parse(request.url(), environment.workingDirectory());
    return new TreeCache(bases, git, environment.clock())
        .folder(new TreeCache.Wanted(url, request.ref(), request.submodules(), request.timeout()));
  }
}
