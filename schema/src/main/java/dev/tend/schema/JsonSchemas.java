package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes JSON Schemas that stand alone of schemas that refer to built-in definitions. */
final class JsonSchemas {
  /** Definitions of requests and answers that every group version uses. */
  static final List<String> OF_EVERY_VERSION =
      List.of(
          "io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList",
          "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions",
          "io.k8s.apimachinery.pkg.apis.meta.v1.Patch",
          "io.k8s.apimachinery.pkg.apis.meta.v1.Status",
          "io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent");

  private static final String DIALECT = "http://json-schema.org/draft-07/schema#";

  private final DefinitionStore store;

  JsonSchemas(DefinitionStore store) {
    this.store = store;
  }

  /** Completes a schema, which is changed, with the definitions that it refers to. */
  ObjectNode of(ObjectNode root) {
    SortedSet<String> names = reachableFrom(root);
    root.put("$schema", DIALECT);
    ObjectNode definitions = root.putObject("definitions");
    for (String name : names) {
      definitions.set(name, open(name, store.described(name)));
    }
    return root;
  }

  /** Names of all definitions that a schema refers to, and those that they refer to. */
  SortedSet<String> reachableFrom(JsonNode schema) {
    var names = new TreeSet<String>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
    while (!open.isEmpty()) {
      JsonNode node = open.remove();
      JsonNode reference = node.path("$ref");
      if (reference.isTextual()) {
        String name = DefinitionStore.nameIn(reference.asText());
        if (names.add(name)) {
          open.add(store.definition(name));
        }
      }
      node.forEach(open::add);
    }
    return names;
  }

  /** Says in JSON Schema's words what Swagger 2 has none for. */
  private static ObjectNode open(String name, ObjectNode definition) {
    if (name.equals(FieldSchemas.QUANTITY)) {
      definition.putArray("type").add("string").add("number");
    } else if (name.equals(FieldSchemas.INT_OR_STRING)) {
      ArrayNode types = definition.putArray("type");
      types.add("integer").add("string");
    } else if (FieldSchemas.RAW.contains(name)) {
      definition.put("x-kubernetes-preserve-unknown-fields", true);
    }
    return definition;
  }
}
