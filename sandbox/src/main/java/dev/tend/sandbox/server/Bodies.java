package dev.tend.sandbox.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.http.MediaType;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.protobuf.ProtobufReader;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.structure.Decoding;
import dev.tend.sandbox.structure.DuplicateFields;
import dev.tend.sandbox.structure.GoDecoder;
import dev.tend.sandbox.structure.GoNames;
import dev.tend.sandbox.structure.Pruning;
import dev.tend.schema.FieldSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the objects that requests carry. */
final class Bodies {
  /** Made when the first body of its kind comes. */
  private static final class Binary {
    static final ProtobufReader READER = new ProtobufReader();

    private Binary() {}
  }

  private Bodies() {}

  /** The object of a create or an update, at the version of the path. */
  static ObjectNode decode(Request request, Target target) {
    JsonNode body = read(request, target.type().schema());
    if (!(body instanceof ObjectNode object)) {
      throw Failures.badRequest("the object provided is unrecognized: it isn't an object");
    }
    String kind = target.type().gvk().kind();
    String givenVersion = object.path("apiVersion").asText("");
    String givenKind = object.path("kind").asText("");
    if (!givenVersion.isEmpty()
        && !target.kind().isCustom()
        && target.kind().at(givenVersion).isEmpty()) {
      throw Failures.badRequest(
          "%1$s in version \"%2$s\" cannot be handled as a %1$s: no kind \"%3$s\" is registered for version \"%4$s\" in scheme \"pkg/runtime/scheme.go:110\""
              .formatted(kind, target.type().gvk().version(), givenKind, givenVersion));
    }
    if (!givenVersion.isEmpty() && !givenVersion.equals(target.apiVersion())) {
      throw Failures.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(givenVersion, target.apiVersion()));
    }
    if (target.kind().isCustom() && !givenKind.isEmpty() && !givenKind.equals(kind)) {
      String why = "Invalid value: \"%s\": must be %s".formatted(givenKind, kind);
      throw Failures.invalid(
          new GroupVersionKind(target.type().gvk().group(), givenVersion, givenKind),
          Meta.name(object),
          List.of(new ApiFailure.Cause("FieldValueInvalid", why, "kind")));
    }
    if (!givenKind.isEmpty() && !givenKind.equals(kind)) {
      throw Failures.badRequest(
          "%1$s in version \"%2$s\" cannot be handled as a %3$s: converting (%2$s.%1$s) to (%4$s.%3$s): unknown conversion"
              .formatted(
                  givenKind,
                  target.type().gvk().version(),
                  kind,
                  GoNames.internalPackage(target.type().gvk().group())));
    }
    object.put("apiVersion", target.apiVersion()).put("kind", kind);
    check(request, target, object).forEach(request.caller()::warn);
    if (target.kind().isCustom()) {
      Pruning.customNulls(object, target.type().schema());
    }
    return object;
  }

  private static List<String> check(Request request, Target target, ObjectNode object) {
    String what =
        "%1$s in version \"%2$s\" cannot be handled as a %1$s: "
            .formatted(target.type().gvk().kind(), target.type().gvk().version());
    if (!target.kind().isCustom()) {
      GoDecoder.misfit(target.type().gvk(), object, target.type().schema())
          .ifPresent(
              why -> {
                throw Failures.badRequest(what + why);
              });
    }
    FieldValidation validation = FieldValidation.of(request);
    if (validation == FieldValidation.IGNORE) {
      return List.of();
    }
    List<String> findings =
        FieldValidation.findings(
            Decoding.unknownFields(object, target.type().schema()),
            DuplicateFields.in(request.body()));
    if (validation == FieldValidation.STRICT && !findings.isEmpty()) {
      throw Failures.badRequest(what + "strict decoding error: " + String.join(", ", findings));
    }
    return findings;
  }

  /** A body whose kind doesn't matter. */
  static JsonNode read(Request request) {
    return read(request, FieldSchema.Any.INSTANCE);
  }

  /** JSON, or YAML or protobuf where the request says so. */
  private static JsonNode read(Request request, FieldSchema schema) {
    String type = request.contentType().map(MediaType::name).orElse("application/json");
    if (type.equals(ProtobufReader.CONTENT_TYPE)) {
      try {
        return Binary.READER.read(request.body(), schema);
      } catch (IllegalArgumentException e) {
        throw Failures.badRequest("the body can't be read: " + e.getMessage());
      }
    }
    boolean yaml = type.contains("yaml");
    if (!yaml && !type.contains("json")) {
      throw new ApiFailure(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
    }
    return yaml ? yamlOrJson(request.body()) : json(request.body());
  }

  static JsonNode json(byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (JsonProcessingException e) {
      throw Failures.badRequest("error decoding JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw Failures.badRequest("error decoding JSON: " + e.getMessage());
    }
  }

  /** Clients often send JSON as YAML, which is right. */
  static JsonNode yamlOrJson(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.stripLeading().startsWith("{")) {
      try {
        return Json.read(bytes);
      } catch (IOException e) {
        // It may be YAML in flow style yet.
      }
    }
    YamlReader.Documents result = YamlReader.readDocuments(new SourceText("body", text));
    if (result.documents().size() != 1 || !result.problems().isEmpty()) {
      String why =
          result.problems().stream()
              .findFirst()
              .map(problem -> problem.location() + ": " + problem.message())
              .orElse("there isn't one object in it");
      throw Failures.badRequest("error decoding YAML: " + why);
    }
    return result.documents().getFirst().content();
  }
}
