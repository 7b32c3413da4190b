package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.FieldSchema.Scalar;
import java.util.Set;

/** Fields that must be there, and values that are one of a few, as the schema says. */
final class SchemaRules {
  /** What the schema demands and the server doesn't, or checks itself and says better. */
  private static final Set<String> TOLERATED =
      Set.of(
          "EndpointSlice.endpoints",
          "Role.rules",
          "ClusterRole.rules",
          "CustomResourceDefinition.status",
          "Event.metadata",
          "Event.involvedObject",
          "StatefulSet.spec.serviceName",
          "Ingress.pathType",
          "TokenRequest.audiences",
          "VolumeAttachment.status");

  private final String kind;
  private final Violations violations;

  private SchemaRules(String kind, Violations violations) {
    this.kind = kind;
    this.violations = violations;
  }

  static void check(ObjectNode object, FieldSchema schema, Violations violations) {
    SchemaRules rules = new SchemaRules(object.path("kind").asText(), violations);
    if (schema instanceof FieldSchema.Struct struct) {
      for (var entry : object.properties()) {
        String name = entry.getKey();
        if (!Set.of("apiVersion", "kind", "metadata", "status").contains(name)) {
          struct.field(name).ifPresent(field -> rules.walk(name, entry.getValue(), field));
        }
      }
      rules.required("", object, struct);
    }
  }

  private void walk(String path, JsonNode node, FieldSchema schema) {
    switch (schema) {
      case FieldSchema.Struct struct -> {
        for (var entry : node.properties()) {
          struct
              .field(entry.getKey())
              .ifPresent(field -> walk(path + "." + entry.getKey(), entry.getValue(), field));
        }
        required(path + ".", node, struct);
      }
      case FieldSchema.MapOf map -> {
        for (var entry : node.properties()) {
          walk(path + "[" + entry.getKey() + "]", entry.getValue(), map.values());
        }
      }
      case FieldSchema.ListOf list -> {
        for (int i = 0; i < node.size(); i++) {
          walk(path + "[" + i + "]", node.get(i), list.items());
        }
      }
      case Scalar scalar -> {
        if (!scalar.allowed().isEmpty()
            && node.isTextual()
            && !scalar.allowed().contains(node.asText())) {
          violations.unsupported(path, node, scalar.allowed());
        }
      }
      case FieldSchema.Any ignored -> {}
    }
  }

  private void required(String prefix, JsonNode node, FieldSchema.Struct struct) {
    for (String name : struct.required()) {
      boolean missing = !node.hasNonNull(name);
      if (missing && !name.equals("status") && !isTolerated(prefix, name)) {
        violations.required(prefix + name);
      }
    }
  }

  private boolean isTolerated(String prefix, String name) {
    return TOLERATED.contains(kind + "." + prefix + name) || TOLERATED.contains(kind + "." + name);
  }
}
