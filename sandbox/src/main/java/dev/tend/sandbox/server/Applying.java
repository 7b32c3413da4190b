package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ApplyFailure;
import dev.tend.diff.merge.FieldManager;
import dev.tend.diff.merge.ServerSideApply;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kinds.Conversion;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.WriteOptions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Server-side apply. */
final class Applying {
  private final ObjectStore store;
  private final Writing writing;
  private final Clock clock;

  Applying(ObjectStore store, Writing writing, Clock clock) {
    this.store = store;
    this.writing = writing;
    this.clock = clock;
  }

  Response apply(Request request, Target target) {
    String name = request.param("fieldManager");
    if (name.isEmpty()) {
      throw Failures.invalidOptions(
          "PatchOptions",
          "fieldManager",
          "FieldValueRequired",
          "Required value: is required for apply patch");
    }
    WriteOptions options =
        new WriteOptions(
            WriteParameters.manager(request),
            WriteParameters.dryRun(request),
            true,
            request.caller(),
            target.apiVersion());
    FieldManager manager =
        new FieldManager(name, FieldManager.Operation.APPLY, target.subresource());
    boolean force = request.flag("force");
    ObjectNode applied = configuration(request, target);
    for (int attempt = 0; ; attempt++) {
      if (store.get(target.id()).isPresent()) {
        try {
          ObjectNode stored =
              store.change(
                  target.id(),
                  live -> {
                    ObjectNode before = Conversion.to(live, target.apiVersion(), target.kind());
                    Patching.checkIdentity(before, applied, target);
                    return PodParts.of(
                        live, merged(before, applied, target, manager, force), target);
                  },
                  Writing.part(target),
                  options);
          return writing.answer(200, request, target, stored);
        } catch (ApiFailure e) {
          if (e.code() != 404 || attempt > 2) {
            throw e;
          }
        }
      } else if (!target.subresource().isEmpty()) {
        throw target.notFound();
      } else {
        Writing.checkTerminating(store, target, target.name());
        checkFresh(applied, target);
        try {
          ObjectNode fresh = merged(null, applied, target, manager, force);
          Meta.metadata(fresh).remove("resourceVersion");
          Writing.settleNamespace(fresh, target);
          ObjectNode created = store.create(Conversion.toStored(fresh, target.kind()), options);
          return writing.answer(201, request, target, created);
        } catch (ApiFailure e) {
          if (!e.reason().equals("AlreadyExists") || attempt > 2) {
            throw e;
          }
        }
      }
    }
  }

  /** Who names an object by its uid doesn't mean another one. */
  private static void checkFresh(ObjectNode applied, Target target) {
    String uid = Meta.uid(applied);
    if (!uid.isEmpty()) {
      throw Failures.conflict(
          target.resource(),
          target.name(),
          "uid mismatch: the provided object specified uid %s, and no existing object was found"
              .formatted(uid));
    }
  }

  private ObjectNode configuration(Request request, Target target) {
    JsonNode body = Bodies.yamlOrJson(request.body());
    if (!(body instanceof ObjectNode object)) {
      throw Failures.badRequest("error decoding YAML: the body isn't an object");
    }
    ObjectNode applied = object.deepCopy();
    GroupVersionKind sent = Meta.type(applied);
    if (!sent.equals(target.type().gvk())) {
      throw Failures.badRequest(
          "invalid object type: %s/%s, Kind=%s"
              .formatted(sent.group(), sent.version(), sent.kind()));
    }
    if (applied.path("metadata").hasNonNull("managedFields")) {
      throw Failures.badRequest("metadata.managedFields must be nil");
    }
    // What was left out stays out: the merge and its messages are about what was sent.
    Writing.checkNamespace(applied, target);
    String name = Meta.name(applied);
    if (name.isEmpty()) {
      throw Failures.badRequest(
          "the name of the object (%s based on URL) was undeterminable: name must be provided"
              .formatted(target.name()));
    }
    if (!name.equals(target.name())) {
      throw Failures.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, target.name()));
    }
    return applied;
  }

  private ObjectNode merged(
      @Nullable ObjectNode live,
      ObjectNode applied,
      Target target,
      FieldManager manager,
      boolean force) {
    try {
      return switch (ServerSideApply.apply(
          live, applied, target.type(), manager, force, clock.instant())) {
        case ServerSideApply.Outcome.Merged merged -> merged.object();
        case ServerSideApply.Outcome.Conflicted conflicted -> throw conflict(conflicted, target);
      };
    } catch (ApplyFailure e) {
      // The real server gives no reason for this one.
      throw new ApiFailure(500, "", Objects.requireNonNullElse(e.getMessage(), "it doesn't fit"));
    }
  }

  private static ApiFailure conflict(ServerSideApply.Outcome.Conflicted conflicted, Target target) {
    List<Cause> causes =
        conflicted.conflicts().stream()
            .map(
                conflict -> new Cause("FieldManagerConflict", conflict.message(), conflict.field()))
            .toList();
    return Failures.of(
        409, "Conflict", conflicted.message(), target.resource(), target.name(), causes);
  }
}
