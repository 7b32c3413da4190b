package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.http.MediaType;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kinds.Conversion;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The scale of an object: how many replicas there are and shall be, whatever its kind. */
final class Scaling {
  private static final GroupVersionKind SCALE = new GroupVersionKind("autoscaling", "v1", "Scale");

  private final ObjectStore store;
  private final Clock clock;

  Scaling(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Response get(Request request, Target target) {
    ObjectNode live = store.get(target.id()).orElseThrow(target::notFound);
    checkWanted(live, target);
    return Response.ok(Presentation.of(request, target, clock).scale(scale(live, target)));
  }

  Response replace(Request request, Target target) {
    JsonNode body = Bodies.read(request);
    return change(request, target, scale -> body instanceof ObjectNode given ? given : scale);
  }

  Response patch(Request request, Target target) {
    String type = request.contentType().map(MediaType::name).orElse("");
    if (type.equals(Patching.APPLY_PATCH)) {
      JsonNode body = Bodies.yamlOrJson(request.body());
      return change(
          request,
          target,
          scale -> {
            ObjectNode wanted = scale.deepCopy();
            JsonNode replicas = body.path("spec").path("replicas");
            if (replicas.isIntegralNumber()) {
              wanted.withObject("/spec").set("replicas", replicas);
            }
            return wanted;
          });
    }
    // A Scale has no lists: a strategic patch of it is a merge patch.
    String plain = type.equals(Patching.STRATEGIC_PATCH) ? Patching.MERGE_PATCH : type;
    UnaryOperator<ObjectNode> patch = Patching.reader(request, target, plain);
    return change(request, target, scale -> Patching.patched(scale, patch, request));
  }

  private Response change(Request request, Target target, UnaryOperator<ObjectNode> change) {
    ObjectNode stored =
        store.change(
            target.id(),
            live -> {
              ObjectNode wanted = change.apply(scale(live, target));
              return scaled(live, wanted, target);
            },
            Part.SCALE,
            WriteParameters.options(request));
    return Response.ok(Presentation.of(request, target, clock).scale(scale(stored, target)));
  }

  private static ObjectNode scaled(ObjectNode live, ObjectNode scale, Target target) {
    JsonNode replicas = scale.path("spec").path("replicas");
    int count = replicas.asInt(0);
    if (count < 0 && target.kind().isCustom()) {
      String why = "Invalid value: %d: should be a non-negative integer".formatted(count);
      throw Failures.invalid(
          target.type().gvk(),
          target.name(),
          List.of(
              new Cause(
                  "FieldValueInvalid",
                  why,
                  "." + String.join(".", path(target, "specReplicasPath", "")))));
    }
    if (count < 0) {
      String why = "Invalid value: %d: must be greater than or equal to 0".formatted(count);
      throw Failures.invalid(
          SCALE, target.name(), List.of(new Cause("FieldValueInvalid", why, "spec.replicas")));
    }
    ObjectNode wanted = live.deepCopy();
    List<String> path = path(target, "specReplicasPath", ".spec.replicas");
    ObjectNode holder = wanted;
    for (String step : path.subList(0, path.size() - 1)) {
      holder = holder.get(step) instanceof ObjectNode next ? next : holder.putObject(step);
    }
    holder.put(path.getLast(), count);
    Meta.metadata(wanted).put("resourceVersion", Meta.resourceVersion(scale));
    if (Meta.resourceVersion(scale).isEmpty()) {
      Meta.metadata(wanted).remove("resourceVersion");
    }
    return wanted;
  }

  /** A custom resource without a number can be scaled, but has no scale to show. */
  private static void checkWanted(ObjectNode live, Target target) {
    ObjectNode object = Conversion.to(live, target.apiVersion(), target.kind());
    List<String> path = path(target, "specReplicasPath", ".spec.replicas");
    if (target.kind().isCustom() && read(object, path).isMissingNode()) {
      String why =
          "the spec replicas field \".%s\" does not exist".formatted(String.join(".", path));
      throw new ApiFailure(
          500,
          "InternalError",
          "Internal error occurred: " + why,
          Optional.of(new ApiFailure.Details("", "", "", List.of(new Cause("", why, "")), 0)));
    }
  }

  private static ObjectNode scale(ObjectNode live, Target target) {
    ObjectNode object = Conversion.to(live, target.apiVersion(), target.kind());
    ObjectNode scale = JsonNodeFactory.instance.objectNode();
    scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      if (object.path("metadata").has(field)) {
        metadata.set(field, object.path("metadata").get(field));
      }
    }
    JsonNode wanted = read(object, path(target, "specReplicasPath", ".spec.replicas"));
    scale.putObject("spec").put("replicas", wanted.asInt(0));
    ObjectNode status = scale.putObject("status");
    status.put(
        "replicas", read(object, path(target, "statusReplicasPath", ".status.replicas")).asInt(0));
    String selector = selector(object, target);
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return scale;
  }

  private static String selector(ObjectNode object, Target target) {
    if (target.kind().isCustom()) {
      List<String> path = path(target, "labelSelectorPath", "");
      return path.isEmpty() ? "" : read(object, path).asText("");
    }
    JsonNode selector = object.path("spec").path("selector");
    JsonNode labels = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
    List<String> pairs = new ArrayList<>();
    labels
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isTextual()) {
                pairs.add(entry.getKey() + "=" + entry.getValue().asText());
              }
            });
    pairs.sort(null);
    return String.join(",", pairs);
  }

  /** Where a custom kind keeps it, as its definition says. */
  private static List<String> path(Target target, String field, String standard) {
    String text = standard;
    if (target.kind().crd().isPresent()) {
      text = "";
      for (JsonNode version : target.kind().crd().get().path("spec").path("versions")) {
        if (version.path("name").asText().equals(target.type().gvk().version())) {
          text = version.path("subresources").path("scale").path(field).asText("");
        }
      }
    }
    return text.isEmpty() ? List.of() : List.of(text.substring(1).split("\\."));
  }

  private static JsonNode read(JsonNode object, List<String> path) {
    JsonNode node = path.isEmpty() ? MissingNode.getInstance() : object;
    for (String step : path) {
      node = node.path(step);
    }
    return node;
  }
}
