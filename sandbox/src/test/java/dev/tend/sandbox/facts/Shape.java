package dev.tend.sandbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.util.List;

/**
 * A kind of field, and values of it.
 *
 * @param name of the field in a Thing's spec
 * @param schema of the field, in a CRD's words
 * @param value a value
 * @param other a value that differs from it
 * @param more the value with something beside it; the other value where nothing can be beside it
 * @param beside a value that goes with the first one without touching it
 */
record Shape(
    String name, JsonNode schema, JsonNode value, JsonNode other, JsonNode more, JsonNode beside) {

  static final List<Shape> ALL =
      List.of(
          shape("text", "{type: string}", "a", "b", "b", "b"),
          shape("number", "{type: integer}", "1", "2", "2", "2"),
          shape("share", "{x-kubernetes-int-or-string: true}", "1", "'50%'", "'1'", "'1'"),
          shape("flag", "{type: boolean}", "true", "false", "false", "false"),
          shape("nullable", "{type: string, nullable: true}", "a", "null", "b", "b"),
          shape("defaulted", "{type: string, default: d}", "a", "d", "b", "b"),
          shape(
              "struct",
              "{type: object, properties: {a: {type: string}, b: {type: string},"
                  + " in: {type: object, properties: {c: {type: string}, d: {type: string}}}}}",
              "{a: x, in: {c: x}}",
              "{a: w, in: {c: x}}",
              "{a: x, b: x, in: {c: x, d: x}}",
              "{b: x, in: {d: x}}"),
          shape(
              "whole",
              "{type: object, x-kubernetes-map-type: atomic,"
                  + " properties: {a: {type: string}, b: {type: string}}}",
              "{a: x}",
              "{a: w}",
              "{a: x, b: x}",
              "{b: x}"),
          shape(
              "map",
              "{type: object, additionalProperties: {type: string}}",
              "{a: x}",
              "{a: w}",
              "{a: x, b: x}",
              "{b: x}"),
          shape(
              "wholeMap",
              "{type: object, x-kubernetes-map-type: atomic,"
                  + " additionalProperties: {type: string}}",
              "{a: x}",
              "{a: w}",
              "{a: x, b: x}",
              "{b: x}"),
          shape(
              "list",
              "{type: array, items: {type: string}}",
              "[a, b]",
              "[b, a]",
              "[a, b, c]",
              "[c]"),
          shape(
              "objects",
              "{type: array, items: {type: object, properties: {a: {type: string},"
                  + " b: {type: string, default: z}}}}",
              "[{a: x}]",
              "[{a: w}]",
              "[{a: x}, {a: w}]",
              "[{b: w}]"),
          shape(
              "set",
              "{type: array, x-kubernetes-list-type: set, items: {type: string}}",
              "[a, b]",
              "[b, c]",
              "[a, b, c]",
              "[c]"),
          shape(
              "keyed",
              "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name],"
                  + " items: {type: object, required: [name], properties: {name: {type: string},"
                  + " a: {type: string}, b: {type: string}, tags: {type: array,"
                  + " x-kubernetes-list-type: set, items: {type: string}}}}}",
              "[{name: one, a: x, tags: [p]}, {name: two, a: x}]",
              "[{name: two, a: x}, {name: one, a: w, tags: [q]}]",
              "[{name: one, a: x, b: x, tags: [p, q]}, {name: two, a: x}, {name: six}]",
              "[{name: one, b: x, tags: [q]}, {name: six}]"),
          shape(
              "ports",
              "{type: array, x-kubernetes-list-type: map,"
                  + " x-kubernetes-list-map-keys: [port, protocol], items: {type: object,"
                  + " required: [port], properties: {port: {type: integer},"
                  + " protocol: {type: string, default: TCP}, name: {type: string}}}}",
              "[{port: 80, name: a}]",
              "[{port: 80, name: b}]",
              "[{port: 80, name: a}, {port: 80, protocol: UDP}]",
              "[{port: 80, protocol: UDP}]"),
          shape(
              "free",
              "{type: object, x-kubernetes-preserve-unknown-fields: true}",
              "{a: x, in: {c: [1, 2]}}",
              "{a: w, in: {c: [2]}}",
              "{a: x, b: x, in: {c: [1, 2], d: x}}",
              "{b: x, in: {d: x}}"));

  private static Shape shape(
      String name, String schema, String value, String other, String more, String beside) {
    return new Shape(name, read(schema), read(value), read(other), read(more), read(beside));
  }

  private static JsonNode read(String yaml) {
    return yaml.equals("null") ? NullNode.instance : Trees.yaml("value: " + yaml).path("value");
  }

  /** A Thing of this version that has the field; without the field where the value is missing. */
  ObjectNode thing(String version, JsonNode fieldValue) {
    ObjectNode thing = JsonNodeFactory.instance.objectNode();
    thing.put("apiVersion", "facts.tend.dev/" + version).put("kind", "Thing");
    thing.putObject("metadata").put("name", "$name");
    if (!fieldValue.isMissingNode()) {
      thing.putObject("spec").set(name, fieldValue.deepCopy());
    }
    return thing;
  }

  /** The CRD of Things: one field for each shape. */
  static ObjectNode definition() {
    ObjectNode schema =
        Trees.yaml(
            "{type: object, properties: {spec: {type: object}, status: {type: object, properties:"
                + " {phase: {type: string}}}}}");
    ObjectNode fields = schema.withObject("/properties/spec/properties");
    ALL.forEach(shape -> fields.set(shape.name(), shape.schema()));
    ObjectNode definition =
        Trees.yaml(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.facts.tend.dev}
            spec:
              group: facts.tend.dev
              scope: Namespaced
              names: {kind: Thing, plural: things}
              versions:
              - {name: v1, served: true, storage: true, schema: {}, subresources: {status: {}}}
              - {name: v2, served: true, storage: false, schema: {}, subresources: {status: {}}}
            """);
    definition
        .at("/spec/versions")
        .forEach(
            version -> ((ObjectNode) version).withObject("/schema").set("openAPIV3Schema", schema));
    return definition;
  }
}
