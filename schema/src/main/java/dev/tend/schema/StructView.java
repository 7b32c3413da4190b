package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A struct whose schema is read when something is asked of it. */
final class StructView implements FieldSchema.Struct {
  /** An object whose fields its type doesn't know. */
  static final ObjectNode RAW =
      JsonNodeFactory.instance.objectNode().put("x-kubernetes-preserve-unknown-fields", true);

  private final FieldSchemas schemas;
  private final String definition;
  private final Once<ObjectNode> schema;
  private final Facts facts;
  private final Map<String, Optional<FieldSchema>> fields = new ConcurrentHashMap<>();
  private final Once<Set<String>> names;

  StructView(FieldSchemas schemas, String definition, Supplier<ObjectNode> schema, Facts facts) {
    this.schemas = schemas;
    this.definition = definition;
    this.schema = new Once<>(schema);
    this.facts = facts;
    this.names = new Once<>(this::named);
  }

  /** Name of the built-in definition that it shows, or empty. */
  String definition() {
    return definition;
  }

  /** For checking values of the built-in definition. */
  Shape shape() {
    return schemas.shape(definition);
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public Set<String> fieldNames() {
    return names.get();
  }

  private Set<String> named() {
    var sorted = new TreeSet<String>();
    schema.get().path("properties").fieldNames().forEachRemaining(sorted::add);
    return Collections.unmodifiableSortedSet(sorted);
  }

  @Override
  public Optional<FieldSchema> field(String name) {
    Optional<FieldSchema> known = fields.get(name);
    if (known == null) {
      JsonNode property = schema.get().path("properties").path(name);
      if (property.isMissingNode()) {
        return Optional.empty();
      }
      known = Optional.of(schemas.of(property, definition, name));
      fields.put(name, known);
    }
    return known;
  }

  @Override
  public Set<String> required() {
    var required = new TreeSet<String>();
    schema.get().path("required").forEach(name -> required.add(name.asText()));
    return required;
  }

  @Override
  public boolean atomic() {
    return schema.get().path("x-kubernetes-map-type").asText().equals("atomic");
  }

  @Override
  public boolean preservesUnknownFields() {
    return schema.get().path("x-kubernetes-preserve-unknown-fields").asBoolean();
  }

  @Override
  public String toString() {
    return "Struct" + fieldNames();
  }
}
