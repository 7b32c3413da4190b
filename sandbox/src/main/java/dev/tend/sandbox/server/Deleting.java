package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.http.Statuses;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.DeleteOptions;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Deletes one object, or a collection. */
final class Deleting {
  private static final Set<String> PROPAGATIONS = Set.of("", "Background", "Foreground", "Orphan");

  private final ObjectStore store;
  private final Clock clock;

  Deleting(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Response delete(Request request, Target target) {
    DeleteOptions options = options(request);
    ObjectStore.Deleted deleted = store.delete(target.id(), options);
    ObjectNode object = deleted.object();
    // Of a pod that goes at once its last state is shown, of anything else a status.
    boolean shown = !deleted.gone() || target.kind().kind().kind().equals("Pod");
    if (shown) {
      return Response.ok(Presentation.of(request, target, clock).one(object));
    }
    return Response.ok(
        Statuses.deleted(
            target.name(), target.type().gvk().group(), target.type().plural(), Meta.uid(object)));
  }

  Response deleteCollection(Request request, Target target) {
    DeleteOptions options = options(request);
    Selection selection = Selection.of(request, target);
    List<ObjectNode> deleted = new ArrayList<>();
    for (ObjectNode object :
        store.storage().list(target.kind().kind(), target.namespace()).objects()) {
      if (selection.matches(object)) {
        try {
          deleted.add(store.delete(Meta.id(object), options).object());
        } catch (ApiFailure e) {
          if (e.code() != 404) {
            throw e;
          }
        }
      }
    }
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("resourceVersion", Long.toString(store.storage().revision()));
    return Response.ok(Presentation.of(request, target, clock).list(deleted, metadata));
  }

  static DeleteOptions options(Request request) {
    JsonNode body = request.body().length == 0 ? MissingNode.getInstance() : Bodies.read(request);
    String propagation = body.path("propagationPolicy").asText(request.param("propagationPolicy"));
    JsonNode orphan = body.path("orphanDependents");
    if (propagation.isEmpty() && orphan.isBoolean()) {
      propagation = orphan.asBoolean() ? "Orphan" : "Background";
    }
    if (!PROPAGATIONS.contains(propagation)) {
      throw new ApiFailure(
          422,
          "Invalid",
          ("DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value:"
                  + " \"%s\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"")
              .formatted(propagation));
    }
    boolean dryRun = WriteParameters.dryRun(request);
    for (JsonNode value : body.path("dryRun")) {
      dryRun |= value.asText().equals("All");
    }
    return new DeleteOptions(
        grace(request, body),
        propagation,
        body.path("preconditions").path("uid").asText(""),
        body.path("preconditions").path("resourceVersion").asText(""),
        dryRun,
        request.caller());
  }

  private static OptionalLong grace(Request request, JsonNode body) {
    if (body.path("gracePeriodSeconds").isIntegralNumber()) {
      return OptionalLong.of(body.path("gracePeriodSeconds").asLong());
    }
    String text = request.param("gracePeriodSeconds");
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw Failures.badRequest("strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }
}
