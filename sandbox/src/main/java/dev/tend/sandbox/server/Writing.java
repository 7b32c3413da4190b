package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kinds.Conversion;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Creates and replaces. */
final class Writing {
  private final ObjectStore store;
  private final Clock clock;

  Writing(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Response create(Request request, Target target) {
    ObjectNode object = Bodies.decode(request, target);
    settleNamespace(object, target);
    checkTerminating(store, target, Meta.name(object));
    ObjectNode created =
        store.create(Conversion.toStored(object, target.kind()), WriteParameters.options(request));
    return answer(201, request, target, created);
  }

  Response replace(Request request, Target target) {
    ObjectNode object = Bodies.decode(request, target);
    settleNamespace(object, target);
    String name = Meta.name(object);
    if (name.isEmpty()) {
      Meta.metadata(object).put("name", target.name());
    } else if (!name.equals(target.name())) {
      throw Failures.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, target.name()));
    }
    if (store.get(target.id()).isEmpty()) {
      throw target.notFound();
    }
    if (target.kind().isCustom() && Meta.resourceVersion(object).isEmpty()) {
      String why = "Invalid value: 0: must be specified for an update";
      // The server says the resource's name here, not the kind's.
      GroupVersionKind type = target.type().gvk();
      throw Failures.invalid(
          new GroupVersionKind(type.group(), type.version(), target.type().plural()),
          target.name(),
          List.of(new Cause("FieldValueInvalid", why, "metadata.resourceVersion")));
    }
    ObjectNode wanted = Conversion.toStored(object, target.kind());
    ObjectNode stored =
        store.change(
            target.id(),
            live -> PodParts.of(live, wanted, target),
            part(target),
            WriteParameters.options(request));
    return answer(200, request, target, stored);
  }

  /** What a path writes. */
  static Part part(Target target) {
    return switch (target.subresource()) {
      case "status" -> Part.STATUS;
      case "approval" -> Part.APPROVAL;
      case "finalize" -> Part.FINALIZE;
      case "scale" -> Part.SCALE;
      case "binding" -> Part.BINDING;
      case "ephemeralcontainers" -> Part.EPHEMERAL;
      case "resize" -> Part.RESIZE;
      default -> Part.MAIN;
    };
  }

  Response answer(int status, Request request, Target target, ObjectNode stored) {
    ObjectNode shown = Presentation.of(request, target, clock).one(stored);
    return new Response.Json(status, shown, Response.JSON, Map.of(), List.of());
  }

  /** The path's namespace holds, and the object mustn't say otherwise. */
  static void settleNamespace(ObjectNode object, Target target) {
    checkNamespace(object, target);
    if (target.type().namespaced()) {
      Meta.metadata(object).put("namespace", target.namespace());
    } else {
      Meta.metadata(object).remove("namespace");
    }
  }

  static void checkNamespace(ObjectNode object, Target target) {
    String own = Meta.namespace(object);
    if (!target.type().namespaced()) {
      return;
    }
    if (target.namespace().isEmpty() && own.isEmpty()) {
      throw Failures.badRequest("an empty namespace may not be set during creation");
    }
    if (!own.isEmpty() && !own.equals(target.namespace())) {
      throw Failures.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  /** Nothing new of a kind that is going. */
  static void checkTerminating(ObjectStore store, Target target, String name) {
    target
        .kind()
        .crd()
        .flatMap(crd -> store.get(Meta.id(crd)))
        .filter(Meta::isBeingDeleted)
        .ifPresent(
            crd -> {
              throw Failures.forbidden(
                  target.resource(),
                  name,
                  "create not allowed while custom resource definition is terminating");
            });
  }
}
