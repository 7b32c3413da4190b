package dev.tend.sandbox.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.http.Statuses;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ChangeFeed;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent.Type;
import dev.tend.sandbox.store.Storage;
import dev.tend.sandbox.store.StoredChange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Streams changes to whoever asks for them. */
final class Watching {
  /** Half an hour at least, as the real server: then clients ask again. */
  private static final int SHORTEST_SECONDS = 1800;

  private final Storage storage;
  private final Clock clock;
  private final EncodedObjects encoded = new EncodedObjects();

  Watching(Storage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
  }

  Response watch(Request request, Target target) {
    if (request.header("upgrade").equalsIgnoreCase("websocket")) {
      // No web sockets here. This answer is the one on which clients fall back to plain HTTP.
      return Response.text(200, "");
    }
    Selection selection = Selection.of(request, target);
    Presentation presentation = Presentation.of(request, target, clock);
    WatchOptions options = WatchOptions.of(request);
    GroupKind kind = target.kind().kind();
    long deadline = System.nanoTime() + Duration.ofSeconds(seconds(request)).toNanos();
    return new Response.Stream(
        200,
        Response.JSON,
        out -> {
          WatchStream stream = new WatchStream(out, selection, presentation, target, encoded);
          if (options.fromStart()) {
            Storage.Following following = storage.follow(kind, target.namespace());
            try (ChangeFeed feed = following.feed()) {
              stream.initial(following.listing(), options);
              follow(stream, feed, options, deadline);
            }
            return;
          }
          Optional<ChangeFeed> feed = storage.followFrom(kind, target.namespace(), options.since());
          if (feed.isEmpty()) {
            stream.expired(options.since(), storage.revision());
            return;
          }
          try (ChangeFeed open = feed.get()) {
            follow(stream, open, options, deadline);
          }
        });
  }

  private void follow(WatchStream stream, ChangeFeed feed, WatchOptions options, long deadline)
      throws IOException, InterruptedException {
    long nextBookmark = System.nanoTime() + WatchOptions.BOOKMARK_EVERY.toNanos();
    while (!feed.isClosed()) {
      long now = System.nanoTime();
      long until = Math.min(deadline, nextBookmark);
      if (now >= until) {
        if (options.bookmarks()) {
          bookmark(stream, feed);
        }
        if (now >= deadline) {
          return;
        }
        nextBookmark = now + WatchOptions.BOOKMARK_EVERY.toNanos();
        continue;
      }
      Optional<StoredChange> change = feed.next(Duration.ofNanos(until - now).plusMillis(1));
      if (change.isPresent()) {
        stream.change(change.get());
        if (feed.isIdle()) {
          stream.flush();
        }
      }
    }
  }

  /**
   * Everything up to the revision has been sent before it is named; who was cut off doesn't have
   * it.
   */
  private void bookmark(WatchStream stream, ChangeFeed feed) throws IOException {
    long revision = storage.revision();
    Optional<StoredChange> change;
    while ((change = feed.poll()).isPresent()) {
      stream.change(change.get());
    }
    if (!feed.isClosed()) {
      stream.bookmark(revision, false);
    }
  }

  private static int seconds(Request request) {
    String text = request.param("timeoutSeconds");
    if (!text.isEmpty()) {
      try {
        int asked = Integer.parseInt(text);
        if (asked > 0) {
          return asked;
        }
      } catch (NumberFormatException e) {
        throw Failures.badRequest(
            "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
      }
    }
    return SHORTEST_SECONDS + ThreadLocalRandom.current().nextInt(SHORTEST_SECONDS);
  }

  /** The wire form of one watch. */
  private static final class WatchStream {
    private final OutputStream out;
    private final Selection selection;
    private final Presentation presentation;
    private final Target target;
    private final EncodedObjects encoded;
    private boolean first = true;

    WatchStream(
        OutputStream out,
        Selection selection,
        Presentation presentation,
        Target target,
        EncodedObjects encoded) {
      this.encoded = encoded;
      this.out = out;
      this.selection = selection;
      this.presentation = presentation;
      this.target = target;
    }

    void initial(Storage.Listing listing, WatchOptions options) throws IOException {
      for (ObjectNode object : listing.objects()) {
        if (selection.matches(object)) {
          send("ADDED", object);
        }
      }
      if (options.initialEvents()) {
        bookmark(listing.revision(), true);
      }
      flush();
    }

    /** What comes into the selection is added to it, what leaves it is deleted from it. */
    void change(StoredChange change) throws IOException {
      boolean is = change.type() != Type.DELETED && selection.matches(change.object());
      ObjectNode previous = change.previous();
      boolean was = previous != null && selection.matches(previous);
      if (is) {
        send(was ? "MODIFIED" : "ADDED", change.object());
      } else if (previous != null && was) {
        boolean gone = change.type() == Type.DELETED;
        send("DELETED", gone ? change.object() : lastSeen(previous, change.object()));
      }
    }

    /** What leaves a selection is shown as it was in it, at the version that took it out. */
    private static ObjectNode lastSeen(ObjectNode previous, ObjectNode now) {
      ObjectNode seen = previous.deepCopy();
      Meta.metadata(seen).put("resourceVersion", Meta.resourceVersion(now));
      return seen;
    }

    void bookmark(long revision, boolean endOfInitial) throws IOException {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("kind", target.type().gvk().kind()).put("apiVersion", target.apiVersion());
      ObjectNode metadata = object.putObject("metadata");
      metadata.put("resourceVersion", Long.toString(revision));
      if (endOfInitial) {
        metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
      }
      write("BOOKMARK", object);
      flush();
    }

    void expired(long since, long current) throws IOException {
      ApiFailure failure =
          new ApiFailure(
              410, "Expired", "too old resource version: %d (%d)".formatted(since, current));
      write("ERROR", Statuses.of(failure));
      flush();
    }

    private void send(String type, ObjectNode object) throws IOException {
      ObjectNode shown = presentation.event(object, first);
      first = false;
      if (shown == object) {
        out.write("{\"type\":\"%s\",\"object\":".formatted(type).getBytes(UTF_8));
        out.write(encoded.of(object));
        out.write('}');
        out.write('\n');
      } else {
        write(type, shown);
      }
    }

    private void write(String type, ObjectNode object) throws IOException {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      event.put("type", type).set("object", object);
      out.write(Json.bytes(event));
      out.write('\n');
    }

    void flush() throws IOException {
      out.flush();
    }
  }
}
