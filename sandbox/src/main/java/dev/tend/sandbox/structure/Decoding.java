package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.FieldSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the fields of an object that its kind doesn't have. */
public final class Decoding {
  private final List<String> unknown = new ArrayList<>();

  private Decoding() {}

  /** Their paths as the server spells them, {@code spec.containers[0].imag}, in order. */
  public static List<String> unknownFields(ObjectNode object, FieldSchema schema) {
    Decoding decoding = new Decoding();
    if (schema instanceof FieldSchema.Struct struct) {
      decoding.struct("", object, struct, Set.of("apiVersion", "kind", "metadata"));
    }
    return decoding.unknown;
  }

  private void walk(String path, JsonNode node, FieldSchema schema) {
    switch (schema) {
      case FieldSchema.Struct struct -> struct(path, node, struct, Set.of());
      case FieldSchema.MapOf map -> {
        for (var entry : node.properties()) {
          walk(path + "." + entry.getKey(), entry.getValue(), map.values());
        }
      }
      case FieldSchema.ListOf list -> {
        if (node.isArray()) {
          for (int i = 0; i < node.size(); i++) {
            walk(path + "[" + i + "]", node.get(i), list.items());
          }
        }
      }
      case FieldSchema.Scalar ignored -> {}
      case FieldSchema.Any ignored -> {}
    }
  }

  private void struct(String path, JsonNode node, FieldSchema.Struct struct, Set<String> always) {
    for (var entry : node.properties()) {
      String name = entry.getKey();
      String at = path.isEmpty() ? name : path + "." + name;
      var field = struct.field(name);
      if (field.isPresent()) {
        walk(at, entry.getValue(), field.get());
      } else if (!struct.preservesUnknownFields() && !always.contains(name)) {
        unknown.add(at);
      }
    }
  }
}
