package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Gets and lists. */
final class Reading {
  private final Storage storage;
  private final Clock clock;

  Reading(Storage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
  }

  Response get(Request request, Target target) {
    checkNotFuture(request.param("resourceVersion"));
    ObjectNode object = storage.get(target.id()).orElseThrow(target::notFound);
    return Response.ok(Presentation.of(request, target, clock).one(object));
  }

  Response list(Request request, Target target) {
    ListVersions.check(request);
    checkNotFuture(request.param("resourceVersion"));
    Selection selection = Selection.of(request, target);
    long limit = limit(request);
    Optional<Continuation> from = Continuation.of(request.param("continue"));
    Storage.Listing listing = storage.list(target.kind().kind(), target.namespace());
    List<ObjectNode> matching =
        listing.objects().stream()
            .filter(object -> from.isEmpty() || from.get().isBefore(object))
            .filter(selection::matches)
            .toList();
    // Later pages name the version of the first, so that a watch from there misses nothing.
    long revision = from.map(Continuation::revision).orElse(listing.revision());
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("resourceVersion", Long.toString(revision));
    if (target.kind().isCustom()) {
      metadata.put("continue", "");
    }
    List<ObjectNode> page = matching;
    if (limit > 0 && matching.size() > limit) {
      page = matching.subList(0, (int) limit);
      metadata.put("continue", Continuation.after(page.getLast(), revision).token());
      if (selection.isEverything()) {
        metadata.put("remainingItemCount", matching.size() - page.size());
      }
    }
    return Response.ok(Presentation.of(request, target, clock).list(page, metadata));
  }

  private static long limit(Request request) {
    String text = request.param("limit");
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Failures.badRequest("strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  /** Nobody can have seen what isn't written yet. */
  private void checkNotFuture(String resourceVersion) {
    if (resourceVersion.isEmpty()) {
      return;
    }
    long wanted = Revisions.parse(resourceVersion);
    long current = storage.revision();
    if (wanted > current) {
      String text = "Too large resource version";
      throw new ApiFailure(
          504,
          "Timeout",
          "Timeout: %s: %d, current: %d".formatted(text, wanted, current),
          Optional.of(
              new Details("", "", "", List.of(new Cause("ResourceVersionTooLarge", text, "")), 1)));
    }
  }

  /** A page's end. */
  record Continuation(long revision, String namespace, String name) {
    static Continuation after(ObjectNode object, long revision) {
      return new Continuation(revision, Meta.namespace(object), Meta.name(object));
    }

    static Optional<Continuation> of(String token) {
      if (token.isEmpty()) {
        return Optional.empty();
      }
      try {
        byte[] decoded = java.util.Base64.getUrlDecoder().decode(token);
        String[] parts =
            new String(decoded, java.nio.charset.StandardCharsets.UTF_8).split("\n", -1);
        return Optional.of(new Continuation(Long.parseLong(parts[0]), parts[1], parts[2]));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw Failures.badRequest(
            "invalid continue token: continue key is not valid: it isn't one of this server's");
      }
    }

    String token() {
      String text = revision + "\n" + namespace + "\n" + name;
      return java.util.Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    boolean isBefore(ObjectNode object) {
      int byNamespace = namespace.compareTo(Meta.namespace(object));
      return byNamespace < 0 || (byNamespace == 0 && name.compareTo(Meta.name(object)) < 0);
    }
  }
}
