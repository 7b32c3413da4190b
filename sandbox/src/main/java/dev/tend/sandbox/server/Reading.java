package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Storage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Gets and lists. */
final class Reading {
  private static final String CONTINUATION_TOO_OLD =
      "The provided continue parameter is too old to display a consistent list result. You can"
          + " start a new list without the continue parameter.";

  private final Storage storage;
  private final Clock clock;

  Reading(Storage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
  }

  Response get(Request request, Target target) {
    String version = request.param("resourceVersion");
    checkNotFuture(version.isEmpty() ? 0 : Revisions.parse(version));
    ObjectNode object = storage.get(target.id()).orElseThrow(target::notFound);
    return Response.ok(Presentation.of(request, target, clock).one(object));
  }

  Response list(Request request, Target target) {
    ListOptions options = ListOptions.of(request);
    checkNotFuture(options.version());
    Selection selection = Selection.of(request, target);
    Optional<Continuation> from = Continuation.of(request.param("continue"));
    Storage.Listing listing = listing(target, options, from);
    List<ObjectNode> matching =
        listing.objects().stream()
            .filter(object -> from.isEmpty() || from.get().isBefore(object))
            .filter(selection::matches)
            .toList();
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("resourceVersion", Long.toString(listing.revision()));
    if (target.kind().isCustom()) {
      metadata.put("continue", "");
    }
    List<ObjectNode> page = matching;
    long limit = options.limit();
    if (limit > 0 && matching.size() > limit) {
      page = matching.subList(0, (int) limit);
      metadata.put("continue", Continuation.after(page.getLast(), listing.revision()).token());
      if (selection.isEverything()) {
        metadata.put("remainingItemCount", matching.size() - page.size());
      }
    }
    return Response.ok(Presentation.of(request, target, clock).list(page, metadata));
  }

  /** As it is, or as it was: later pages show what the first one did. */
  private Storage.Listing listing(Target target, ListOptions options, Optional<Continuation> from) {
    GroupKind kind = target.kind().kind();
    if (from.isPresent()) {
      return storage
          .listAt(kind, target.namespace(), from.get().revision())
          .orElseThrow(() -> expired(CONTINUATION_TOO_OLD));
    }
    return options.exact()
        ? storage
            .listAt(kind, target.namespace(), options.version())
            .orElseThrow(() -> expired("The resourceVersion for the provided list is too old."))
        : storage.list(kind, target.namespace());
  }

  private static ApiFailure expired(String message) {
    return new ApiFailure(410, "Expired", message);
  }

  /** Nobody can have seen what isn't written yet. */
  private void checkNotFuture(long wanted) {
    if (!storage.hasReached(wanted)) {
      long current = storage.revision();
      String text = "Too large resource version";
      throw new ApiFailure(
          504,
          "Timeout",
          "Timeout: %s: %d, current: %d".formatted(text, wanted, current),
          Optional.of(
              new Details("", "", "", List.of(new Cause("ResourceVersionTooLarge", text, "")), 1)));
    }
  }
}
