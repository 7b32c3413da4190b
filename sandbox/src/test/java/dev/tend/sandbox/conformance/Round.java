package dev.tend.sandbox.conformance;

import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays transcripts with one kubectl in one cluster, a few at a time. */
final class Round implements AutoCloseable {
  private static final int NODES = 3;

  private final Optional<Sandbox> sandbox;
  private final Place place;
  private final Settings settings;
  private final ExpectedDifferences expected;
  private final ExecutorService threads;
  private final Map<Transcript, Future<List<Player.Played>>> futures = new LinkedHashMap<>();

  private Round(
      Optional<Sandbox> sandbox,
      Place place,
      Settings settings,
      ExpectedDifferences expected,
      ExecutorService threads) {
    this.sandbox = sandbox;
    this.place = place;
    this.settings = settings;
    this.expected = expected;
    this.threads = threads;
  }

  /**
   * Begins to play them; {@link #result} waits for each.
   *
   * @param rbac whether the sandbox asks roles; another cluster does as it does
   */
  static Round start(
      Kubectl kubectl,
      List<Transcript> transcripts,
      boolean rbac,
      Settings settings,
      ExpectedDifferences expected,
      Path work)
      throws IOException, InterruptedException {
    Optional<Sandbox> sandbox =
        settings.kubeconfig().isPresent()
            ? Optional.empty()
            : Optional.of(
                Sandbox.start(
                    new SandboxConfig(
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        NODES,
                        Duration.ofMillis(5),
                        Clock.systemUTC(),
                        rbac)));
    Path kubeconfig = work.resolve("kubeconfig.yaml");
    if (sandbox.isPresent()) {
      Files.writeString(kubeconfig, sandbox.get().kubeconfig());
    }
    Namespaces namespaces =
        sandbox.map(one -> Namespaces.of(one.objects())).orElseGet(Namespaces::byKubectl);
    Place place = new Place(kubectl, settings.kubeconfig().orElse(kubeconfig), work, namespaces);
    Round round =
        new Round(
            sandbox, place, settings, expected, Executors.newFixedThreadPool(settings.threads()));
    round.submit(transcripts);
    return round;
  }

  private void submit(List<Transcript> transcripts) {
    for (Transcript transcript : transcripts) {
      if (!transcript.alone()) {
        futures.put(transcript, threads.submit(playing(transcript)));
      }
    }
    List<Future<List<Player.Played>>> others = List.copyOf(futures.values());
    // One thread for those that want the cluster for themselves, after all others.
    ExecutorService last = Executors.newSingleThreadExecutor();
    for (Transcript transcript : transcripts) {
      if (transcript.alone()) {
        Callable<List<Player.Played>> playing = playing(transcript);
        futures.put(
            transcript,
            last.submit(
                () -> {
                  for (Future<List<Player.Played>> other : others) {
                    awaitQuietly(other);
                  }
                  return playing.call();
                }));
      }
    }
    last.shutdown();
  }

  private static void awaitQuietly(Future<List<Player.Played>> other) throws InterruptedException {
    try {
      other.get();
    } catch (ExecutionException e) {
      // Whoever asks for this one's result hears of it.
      return;
    }
  }

  private Callable<List<Player.Played>> playing(Transcript transcript) {
    Player player =
        new Player(place, settings.record(), step -> expected.expects(transcript, step));
    return () -> player.play(transcript);
  }

  Place place() {
    return place;
  }

  List<Player.Played> result(Transcript transcript) throws Exception {
    Future<List<Player.Played>> future = futures.get(transcript);
    if (future == null) {
      throw new IllegalArgumentException("not played here: " + transcript.title());
    }
    return future.get();
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    place.close();
    sandbox.ifPresent(Sandbox::close);
  }
}
