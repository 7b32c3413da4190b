package dev.tend.sandbox.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.Patches;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.http.MediaType;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kinds.Conversion;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.structure.Decoding;
import dev.tend.sandbox.structure.DuplicateFields;
import dev.tend.sandbox.structure.GoConverter;
import dev.tend.sandbox.structure.GoDecoder;
import dev.tend.sandbox.structure.GoMaps;
import dev.tend.sandbox.structure.GoNames;
import dev.tend.sandbox.structure.Pruning;
import dev.tend.schema.rules.KindRules;
import dev.tend.schema.rules.StatusRules;
import dev.tend.schema.structural.FieldFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Patches in the three formats that say what to change; applying is apart. */
final class Patching {
  static final String JSON_PATCH = "application/json-patch+json";
  static final String MERGE_PATCH = "application/merge-patch+json";
  static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
  static final String APPLY_PATCH = "application/apply-patch+yaml";

  private final ObjectStore store;
  private final Writing writing;
  private final Applying applying;

  Patching(ObjectStore store, Writing writing, Applying applying) {
    this.store = store;
    this.writing = writing;
    this.applying = applying;
  }

  Response patch(Request request, Target target) {
    String type = request.contentType().map(MediaType::name).orElse("");
    if (type.equals(APPLY_PATCH)) {
      return applying.apply(request, target);
    }
    UnaryOperator<ObjectNode> patch = reader(request, target, type);
    ObjectNode stored =
        store.change(
            target.id(),
            live -> {
              ObjectNode before = Conversion.to(live, target.apiVersion(), target.kind());
              ObjectNode after = patched(before, patch, request);
              check(request, target, after).forEach(request.caller()::warn);
              checkIdentity(before, after, target);
              if (target.kind().isCustom()) {
                Pruning.customNulls(after, target.type().schema());
              }
              return PodParts.of(live, Conversion.toStored(after, target.kind()), target);
            },
            Writing.part(target),
            WriteParameters.options(request));
    return writing.answer(200, request, target, stored);
  }

  /** The patch of a request, as a function; 415 for a format that the kind doesn't take. */
  static UnaryOperator<ObjectNode> reader(Request request, Target target, String type) {
    boolean strategic = type.equals(STRATEGIC_PATCH) && !target.kind().isCustom();
    if (!strategic && !type.equals(JSON_PATCH) && !type.equals(MERGE_PATCH)) {
      String accepted = String.join(", ", JSON_PATCH, MERGE_PATCH);
      throw new ApiFailure(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include: "
              + (target.kind().isCustom()
                  ? accepted + ", " + APPLY_PATCH
                  : accepted + ", " + STRATEGIC_PATCH + ", " + APPLY_PATCH));
    }
    JsonNode body = patch(request, strategic ? "" : "error decoding patch: ");
    if (type.equals(JSON_PATCH)) {
      if (!(body instanceof ArrayNode operations)) {
        throw undecodable(body, "error decoding patch: ", "[]handlers.jsonPatchOp");
      }
      return live -> json(live, operations);
    }
    if (body.isNull() && !strategic) {
      throw Failures.badRequest("Invalid JSON Patch");
    }
    if (!(body instanceof ObjectNode changes)) {
      throw undecodable(body, strategic ? "" : "error decoding patch: ", "map[string]interface {}");
    }
    return strategic
        ? live -> Patches.strategicMerge(live, changes, target.type().schema())
        : live -> Patches.merge(live, changes);
  }

  /** Servers replace what isn't there, too, as long as there is an object to put it into. */
  private static ObjectNode json(ObjectNode live, ArrayNode operations) {
    ObjectNode patched = live;
    for (JsonNode operation : operations) {
      JsonNode applied = operation;
      if (operation instanceof ObjectNode replacement
          && operation.path("op").asText().equals("replace")
          && isInObject(patched, operation.path("path").asText())) {
        applied = replacement.deepCopy().put("op", "add");
      }
      patched = Patches.json(patched, operations.arrayNode().add(applied));
    }
    return patched;
  }

  private static boolean isInObject(ObjectNode tree, String path) {
    int end = path.lastIndexOf('/');
    return path.startsWith("/") && tree.at(path.substring(0, end)).isObject();
  }

  private static JsonNode patch(Request request, String prefix) {
    try {
      return Json.read(request.body());
    } catch (JsonEOFException e) {
      throw Failures.badRequest(prefix + "unexpected end of JSON input");
    } catch (JsonProcessingException e) {
      throw Failures.badRequest(prefix + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiFailure undecodable(JsonNode body, String prefix, String type) {
    return Failures.badRequest(
        "%sjson: cannot unmarshal %s into Go value of type %s"
            .formatted(prefix, body.getNodeType().name().toLowerCase(Locale.ROOT), type));
  }

  static ObjectNode patched(ObjectNode before, UnaryOperator<ObjectNode> patch, Request request) {
    try {
      return patch.apply(before);
    } catch (Patches.PatchFailure e) {
      boolean operations = request.contentType().map(MediaType::name).orElse("").equals(JSON_PATCH);
      String message = e.getMessage() == null ? "the patch can't be applied" : e.getMessage();
      throw operations ? rejected() : Failures.badRequest(message);
    }
  }

  /** Servers don't say which operation failed. */
  private static ApiFailure rejected() {
    return new ApiFailure(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        Optional.of(new Details("", "", "", List.of(), 0)));
  }

  /** A patch can't make another object of it. */
  static void checkIdentity(ObjectNode before, ObjectNode after, Target target) {
    String name = Meta.name(after);
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
    Writing.checkNamespace(after, target);
    String uid = Meta.uid(after);
    if (!uid.isEmpty() && !uid.equals(Meta.uid(before))) {
      throw Failures.invalid(target.type().gvk(), name, otherUid(before, after, target));
    }
  }

  /** Servers say so as often as they look. */
  private static List<Cause> otherUid(ObjectNode before, ObjectNode after, Target target) {
    String group = target.type().gvk().group();
    String kind = target.type().gvk().kind();
    List<FieldFault> faults =
        target.subresource().isEmpty()
            ? KindRules.of(group, kind).orElseGet(KindRules::ofMetadata).update(before, after)
            : StatusRules.of(group, kind, target.subresource()).update(before, after);
    return faults.stream()
        .filter(fault -> fault.place().toString().equals("metadata.uid"))
        .map(fault -> new Cause(fault.kind().reason(), fault.message(), "metadata.uid"))
        .toList();
  }

  /** A patched object must be one of its kind still. */
  private static List<String> check(Request request, Target target, ObjectNode after) {
    if (!target.kind().isCustom()) {
      GroupVersionKind gvk = target.type().gvk();
      otherType(gvk, Meta.type(after))
          .ifPresent(
              why -> {
                throw invalidPatch(request, after, why);
              });
      Optional<String> misfit =
          isStrategic(request)
              ? GoConverter.misfit(gvk, after, target.type().schema())
              : GoDecoder.misfit(gvk, after, target.type().schema());
      if (misfit.isPresent()) {
        throw invalidPatch(request, after, misfit.get());
      }
    }
    FieldValidation validation = FieldValidation.of(request);
    if (validation == FieldValidation.IGNORE) {
      return List.of();
    }
    List<String> findings =
        FieldValidation.findings(
            Decoding.unknownFields(after, target.type().schema()),
            DuplicateFields.in(request.body()));
    if (validation == FieldValidation.STRICT && !findings.isEmpty()) {
      throw invalidPatch(request, after, "strict decoding error: " + String.join(", ", findings));
    }
    return findings;
  }

  /** An object can't become one of another kind. */
  private static Optional<String> otherType(GroupVersionKind gvk, GroupVersionKind given) {
    if (!given.apiVersion().equals(gvk.apiVersion())) {
      return Optional.of(
          "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/runtime/scheme.go:110\""
              .formatted(given.kind(), given.apiVersion()));
    }
    return given.kind().equals(gvk.kind())
        ? Optional.empty()
        : Optional.of(
            "converting (%s.%s) to (%s.%s): unknown conversion"
                .formatted(
                    gvk.version(), given.kind(), GoNames.internalPackage(gvk.group()), gvk.kind()));
  }

  private static boolean isStrategic(Request request) {
    return request.contentType().map(MediaType::name).orElse("").equals(STRATEGIC_PATCH);
  }

  /** It isn't said of what kind. */
  private static ApiFailure invalidPatch(Request request, ObjectNode after, String why) {
    String shown =
        (isStrategic(request) ? GoMaps.show(patch(request, "")) : PatchedObject.show(after))
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n");
    String message = "Invalid value: \"%s\": %s".formatted(shown, why);
    Cause cause = new Cause("FieldValueInvalid", message, "patch");
    return new ApiFailure(
        422,
        "Invalid",
        " \"\" is invalid: patch: " + message,
        Optional.of(new Details("", "", "", List.of(cause), 0)));
  }
}
