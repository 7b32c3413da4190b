package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath.Element;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that an applied configuration can be merged: known fields, right types, no duplicates. */
final class AppliedConfiguration {
  private final List<String> errors = new ArrayList<>();

  private AppliedConfiguration() {}

  /**
   * Checks a configuration.
   *
   * @throws ApplyFailure with every error, as the server words it
   */
  static void check(ObjectNode applied, ResourceType type) {
    AppliedConfiguration check = new AppliedConfiguration();
    check.walk("", applied, Typing.of(type.schema()));
    if (!check.errors.isEmpty()) {
      JsonNode metadata = applied.path("metadata");
      throw new ApplyFailure(
          "failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
              .formatted(
                  metadata.path("namespace").asText(""),
                  metadata.path("name").asText(""),
                  type.gvk().group() + "/" + type.gvk().version(),
                  type.gvk().kind(),
                  check.errors.size() == 1
                      ? check.errors.getFirst()
                      : "errors:\n  " + String.join("\n  ", check.errors)));
    }
  }

  private void walk(String path, JsonNode value, Typing typing) {
    if (value.isNull()) {
      return;
    }
    switch (typing.schema()) {
      case FieldSchema.Struct ignored -> walkFields(path, value, typing);
      case FieldSchema.MapOf ignored -> walkFields(path, value, typing);
      case FieldSchema.ListOf list -> walkItems(path, value, typing, list);
      case FieldSchema.Scalar scalar -> checkScalar(path, value, scalar.type());
      case FieldSchema.Any ignored -> {}
    }
  }

  private void walkFields(String path, JsonNode value, Typing typing) {
    if (!value.isObject()) {
      fail(path, "expected map, got " + GoValues.reference(value));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String below = path + "." + entry.getKey();
      if (typing.admits(entry.getKey())) {
        walk(below, entry.getValue(), typing.member(entry.getKey()));
      } else {
        fail(below, "field not declared in schema");
      }
    }
  }

  private void walkItems(String path, JsonNode value, Typing typing, FieldSchema.ListOf list) {
    if (!value.isArray()) {
      fail(path, "expected list, got " + GoValues.reference(value));
      return;
    }
    boolean atomic = list.listType() == FieldSchema.ListType.ATOMIC;
    Set<Element> seen = new TreeSet<>(PathElements.ORDER);
    for (int i = 0; i < value.size(); i++) {
      Element element;
      try {
        element = atomic ? new Element.Index(i) : typing.identify(value.path(i));
      } catch (ApplyFailure e) {
        fail(path, "element " + i + ": " + e.getMessage());
        return;
      }
      if (!seen.add(element)) {
        fail(path, "duplicate entries for key " + PathElements.display(element));
      }
      walk(path + PathElements.display(element), value.path(i), typing.items());
    }
  }

  private void checkScalar(String path, JsonNode value, FieldSchema.Scalar.Type type) {
    boolean fits =
        switch (type) {
          case STRING -> value.isTextual();
          case INTEGER, NUMBER -> value.isNumber();
          case BOOLEAN -> value.isBoolean();
          case INT_OR_STRING, QUANTITY -> value.isTextual() || value.isNumber();
        };
    if (!fits) {
      String expected =
          switch (type) {
            case STRING -> "string";
            case INTEGER, NUMBER -> "numeric (int or float)";
            case BOOLEAN -> "boolean";
            case INT_OR_STRING, QUANTITY -> "any scalar";
          };
      fail(path, "expected " + expected + ", got " + GoValues.literal(value));
    }
  }

  private void fail(String path, String message) {
    errors.add(path.isEmpty() ? message : path + ": " + message);
  }
}
