package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.LineStream;
import dev.tend.apply.wire.Wire;
import dev.tend.manifest.KnownFailure;
import dev.tend.schema.ResourceType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a selection of objects on a thread of its own until it is closed. */
public final class Watch implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The server ends each watch after this long, so that one that died silently is noticed. */
  private static final Duration LENGTH = Duration.ofSeconds(60);

  private static final Duration SILENCE = LENGTH.plusSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Wire wire;
  private final ObjectLists lists;
  private final ResourceType type;
  private final Selection selection;
  private final Consumer<WatchEvent> consumer;
  private final Thread thread;

  /** What is known by now: where to go on from; empty where that is a new listing. */
  private Optional<String> version = Optional.empty();

  private volatile boolean closed;

  private Watch(
      Wire wire,
      ObjectLists lists,
      ResourceType type,
      Selection selection,
      Consumer<WatchEvent> consumer) {
    this.wire = wire;
    this.lists = lists;
    this.type = type;
    this.selection = selection;
    this.consumer = consumer;
    this.thread = Thread.ofVirtual().name("watch-" + type.plural()).unstarted(this::run);
  }

  static Watch start(
      Wire wire,
      ObjectLists lists,
      ResourceType type,
      Selection selection,
      Consumer<WatchEvent> consumer) {
    Watch watch = new Watch(wire, lists, type, selection, consumer);
    watch.thread.start();
    return watch;
  }

  private void run() {
    Duration pause = Duration.ZERO;
    boolean lost = false;
    while (!closed) {
      try {
        Thread.sleep(pause);
        if (version.isEmpty()) {
          ObjectLists.Listing listing = lists.list(type, selection);
          consumer.accept(new WatchEvent.Listed(listing.objects()));
          version = Optional.of(listing.resourceVersion());
        }
        follow(version.get());
        pause = Duration.ZERO;
        lost = false;
      } catch (InterruptedException | Interrupted e) {
        return;
      } catch (KnownFailure e) {
        if (!lost && !closed) {
          consumer.accept(new WatchEvent.Lost(e.message()));
        }
        lost = true;
        pause = longer(pause);
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.isZero() ? Duration.ofMillis(200) : pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  /** A line that arrived, or how the stream ended. */
  private sealed interface Arrival {
    record Line(byte[] bytes) implements Arrival {}

    record End(ApiResponse response) implements Arrival {}

    record Broken(Throwable cause) implements Arrival {}
  }

  /** Follows one watch request to its end; what it told isn't asked for again, however it ended. */
  private void follow(String from) throws InterruptedException {
    ApiRequest request =
        ApiRequest.get(ResourcePath.collection(type, selection.namespace()))
            .withAll(
                Map.of(
                    "watch",
                    "true",
                    "resourceVersion",
                    from,
                    "allowWatchBookmarks",
                    "true",
                    "timeoutSeconds",
                    String.valueOf(LENGTH.toSeconds()),
                    "labelSelector",
                    selection.labels(),
                    "fieldSelector",
                    selection.fields()));
    BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    try (LineStream stream = wire.follow(request, line -> arrivals.add(new Arrival.Line(line)))) {
      stream
          .end()
          .whenComplete(
              (response, failure) ->
                  arrivals.add(
                      failure == null ? new Arrival.End(response) : new Arrival.Broken(failure)));
      while (version.isPresent()) {
        Arrival arrival = arrivals.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        switch (arrival) {
          case null -> {
            return;
          }
          case Arrival.End end -> {
            ended(end.response());
            return;
          }
          case Arrival.Broken broken ->
              throw new KnownFailure(
                  "The watch of %s broke: %s".formatted(selection, broken.cause().getMessage()),
                  "",
                  broken.cause());
          case Arrival.Line line -> handle(line.bytes());
        }
      }
    }
  }

  private void ended(ApiResponse response) {
    if (response.code() == 410) {
      version = Optional.empty();
    } else if (!response.isSuccess()) {
      throw Refused.of(response, "watch " + selection, wire.endpoint());
    }
  }

  private void handle(byte[] line) {
    if (line.length == 0) {
      return;
    }
    JsonNode event;
    try {
      event = JSON.readTree(line);
    } catch (IOException e) {
      throw new KnownFailure(
          "The watch of %s sent what is no JSON: %s".formatted(selection, e.getMessage()), "", e);
    }
    if (!(event.path("object") instanceof ObjectNode object)) {
      return;
    }
    switch (event.path("type").asText()) {
      case "ADDED", "MODIFIED" -> consumer.accept(new WatchEvent.Changed(object));
      case "DELETED" -> consumer.accept(new WatchEvent.Deleted(object));
      case "ERROR" -> {
        if (object.path("code").asInt() == 410) {
          version = Optional.empty();
          return;
        }
        throw new KnownFailure(
            "The watch of %s failed: %s".formatted(selection, object.path("message").asText()));
      }
      default -> {
        // BOOKMARK: only its version counts.
      }
    }
    JsonNode told = object.path("metadata").path("resourceVersion");
    if (told.isTextual()) {
      version = Optional.of(told.asText());
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
