package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.cel.ResourceRules;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.ListRules;
import dev.tend.schema.structural.Place;
import dev.tend.schema.structural.ValueRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Defaults fit the schema that declares them, and hold no fields that it doesn't know. */
final class DefaultRules {
  private static final Set<String> META = Set.of("metadata", "kind", "apiVersion");

  private final Supplier<CelLanguage> language;
  private final List<FieldFault> faults = new ArrayList<>();

  DefaultRules(Supplier<CelLanguage> language) {
    this.language = language;
  }

  List<FieldFault> faults() {
    return faults;
  }

  void check(JsonNode schema, Place at, boolean root) {
    JsonNode value = schema.path("default");
    if (!value.isMissingNode() && !value.isNull()) {
      one(value, schema, at.child("default"), root);
    }
    if (schema.path("items").isObject()) {
      check(schema.path("items"), at.child("items"), false);
    }
    for (var property : schema.path("properties").properties()) {
      if (!root || !META.contains(property.getKey())) {
        check(property.getValue(), at.child("properties").key(property.getKey()), false);
      }
    }
  }

  private void one(JsonNode value, JsonNode schema, Place at, boolean root) {
    if (hasUnknown(value, schema)) {
      faults.add(FieldFault.invalid(at, value.toString(), "must not have unknown fields"));
    }
    JsonNode resource = schema;
    if (root && schema.deepCopy() instanceof ObjectNode copy) {
      resource = copy.put("x-kubernetes-embedded-resource", true);
    }
    List<FieldFault> found = new ArrayList<>(ListRules.embedded(value, resource, at));
    if (found.isEmpty()) {
      found.addAll(ValueRules.checkAlone(value, schema, at));
    }
    if (found.isEmpty() && ResourceRules.areIn(schema)) {
      ResourceRules rules = ResourceRules.compile(language.get(), schema, root);
      for (FieldFault fault : rules.check(value, null).faults()) {
        found.add(
            new FieldFault(fault.kind(), at.resolve(fault.place()), fault.value(), fault.detail()));
      }
    }
    faults.addAll(found);
  }

  private static boolean hasUnknown(JsonNode value, JsonNode schema) {
    if (value instanceof ArrayNode list) {
      for (JsonNode item : list) {
        if (hasUnknown(item, schema.path("items"))) {
          return true;
        }
      }
    }
    for (var entry : value.properties()) {
      JsonNode property = schema.path("properties").path(entry.getKey());
      JsonNode others = schema.path("additionalProperties");
      boolean free =
          schema.path("x-kubernetes-preserve-unknown-fields").asBoolean() || others.asBoolean();
      if (property.isMissingNode() && !others.isObject() && !free) {
        return true;
      }
      if (hasUnknown(entry.getValue(), property.isMissingNode() ? others : property)) {
        return true;
      }
    }
    return false;
  }
}
