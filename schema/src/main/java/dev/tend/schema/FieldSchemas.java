package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.FieldSchema.Any;
import dev.tend.schema.FieldSchema.Facts;
import dev.tend.schema.FieldSchema.Scalar;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Sees JSON schemas (the built-in definitions, and those that CRDs carry) as structural types.
 * References go to the built-in definitions; what one refers to is looked at when a member is asked
 * for, and shared by all that refer to it.
 */
final class FieldSchemas {
  static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
  static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
  static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  /** Definitions of objects whose fields their type doesn't know. */
  static final Set<String> RAW =
      Set.of(
          "io.k8s.apimachinery.pkg.runtime.RawExtension",
          "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1");

  private final DefinitionStore store;
  private final Map<String, FieldSchema> shared = new ConcurrentHashMap<>();

  private final Shapes shapes;

  FieldSchemas(DefinitionStore store) {
    this.store = store;
    this.shapes = new Shapes(store);
  }

  /** For checking values of a definition. */
  Shape shape(String definition) {
    return shapes.of(definition);
  }

  /** The object that this definition describes; the definition isn't read yet. */
  FieldSchema root(String definition) {
    return new StructView(
        this, definition, () -> store.definition(definition), described(definition, ""));
  }

  /**
   * The type that a schema describes.
   *
   * @param definition the built-in definition that it is a part of, or empty
   * @param property the property of the definition that it describes, or empty
   */
  FieldSchema of(JsonNode schema, String definition, String property) {
    JsonNode reference = schema.path("$ref");
    if (reference.isTextual()) {
      return referred(schema, DefinitionStore.nameIn(reference.asText()), definition, property);
    }
    return typed(schema, definition, facts(schema, definition, property));
  }

  /** The type of what a list or a map holds. */
  FieldSchema below(JsonNode schema, String keyword) {
    JsonNode written = schema.path(keyword);
    return written.isObject() ? of(written, "", "") : Any.INSTANCE;
  }

  private FieldSchema referred(JsonNode site, String name, String definition, String property) {
    boolean bare = site.size() == 1 && definition.isEmpty();
    if (bare) {
      return shared.computeIfAbsent(name, key -> target(site, key, described(key, "")));
    }
    return target(site, name, facts(site, definition, property));
  }

  private FieldSchema target(JsonNode site, String name, Facts facts) {
    ObjectNode node = store.definition(name);
    if (name.equals(QUANTITY)) {
      return new Scalar(Scalar.Type.QUANTITY, "", Set.of(), facts);
    } else if (RAW.contains(name)) {
      return new StructView(this, name, () -> StructView.RAW, facts);
    } else if (site.has("x-kubernetes-map-type") || site.has("x-kubernetes-list-type")) {
      ObjectNode merged = node.deepCopy();
      site.properties()
          .forEach(
              fact -> {
                if (fact.getKey().startsWith("x-kubernetes-")) {
                  merged.set(fact.getKey(), fact.getValue());
                }
              });
      return typed(merged, name, facts);
    }
    return typed(node, name, facts);
  }

  private FieldSchema typed(JsonNode schema, String definition, Facts facts) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()
        || schema.path("format").asText().equals("int-or-string")) {
      return new Scalar(Scalar.Type.INT_OR_STRING, "int-or-string", Set.of(), facts);
    }
    return switch (typeName(schema.path("type"))) {
      case "string" -> scalar(Scalar.Type.STRING, schema, facts);
      case "integer" -> scalar(Scalar.Type.INTEGER, schema, facts);
      case "number" -> scalar(Scalar.Type.NUMBER, schema, facts);
      case "boolean" -> scalar(Scalar.Type.BOOLEAN, schema, facts);
      case "array" -> new ListView(this, schema, facts);
      case "object" -> object((ObjectNode) schema, definition, facts);
      default ->
          schema.has("properties")
                  || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
              ? object((ObjectNode) schema, definition, facts)
              : new Any(facts);
    };
  }

  /** Of a list of types the one that is not null, where the rest is. */
  private static String typeName(JsonNode types) {
    return types.size() == 2 && types.get(1).asText().equals("null")
        ? types.get(0).asText()
        : types.asText();
  }

  private FieldSchema object(ObjectNode schema, String definition, Facts facts) {
    JsonNode values = schema.path("additionalProperties");
    if (!schema.has("properties") && (values.isObject() || values.asBoolean())) {
      return new MapView(this, schema, facts);
    }
    return new StructView(this, definition, () -> schema, facts);
  }

  private static Scalar scalar(Scalar.Type type, JsonNode schema, Facts facts) {
    var allowed = new LinkedHashSet<String>();
    schema.path("enum").forEach(value -> allowed.add(value.asText()));
    return new Scalar(type, schema.path("format").asText(""), allowed, facts);
  }

  private Facts facts(JsonNode schema, String definition, String property) {
    JsonNode own = schema.path("description");
    Supplier<String> description =
        own.isTextual() || definition.isEmpty() || property.isEmpty()
            ? () -> own.asText("")
            : () -> store.description(definition, property);
    return new Facts(
        description, defaultIn(schema, definition), schema.path("nullable").asBoolean());
  }

  private Facts described(String definition, String property) {
    return new Facts(() -> store.description(definition, property), Optional.empty(), false);
  }

  /**
   * The published default. The built-in definitions publish Go's zero value for every field that
   * has no other: no server sets those.
   */
  private static Optional<JsonNode> defaultIn(JsonNode schema, String definition) {
    JsonNode value = schema.get("default");
    if (value == null) {
      return Optional.empty();
    }
    boolean zero =
        value.isContainerNode()
            ? value.isEmpty()
            : Set.of("", "0", "false").contains(value.asText());
    return zero && !definition.isEmpty()
        ? Optional.empty()
        : Optional.of(Objects.requireNonNull(value));
  }
}
