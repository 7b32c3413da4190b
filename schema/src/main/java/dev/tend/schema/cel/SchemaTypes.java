package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The types that structural schemas give to expressions. */
final class SchemaTypes {
  private final Map<String, CelType> structs = new LinkedHashMap<>();

  /**
   * Empty where expressions can't see values of the schema.
   *
   * @param name a name for the type, unique among those of one expression
   * @param root whether it is a resource, so that it has type and metadata
   */
  Optional<CelType> of(JsonNode schema, String name, boolean root) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return Optional.of(SimpleType.DYN);
    }
    return switch (schema.path("type").asText()) {
      case "array" ->
          of(schema.path("items"), name + ".@idx", isResource(schema.path("items")))
              .map(ListType::create);
      case "object" -> object(root ? completed(schema) : schema, name);
      case "string" -> Optional.of(text(schema.path("format").asText()));
      case "boolean" -> Optional.of(SimpleType.BOOL);
      case "number" -> Optional.of(SimpleType.DOUBLE);
      case "integer" -> Optional.of(SimpleType.INT);
      default -> Optional.empty();
    };
  }

  /** A type that no schema gives. */
  void add(StructType type) {
    structs.put(type.name(), type);
  }

  private Optional<CelType> object(JsonNode schema, String name) {
    JsonNode others = schema.path("additionalProperties");
    if (others.isObject()) {
      return of(others, name + ".@elem", isResource(others))
          .map(type -> MapType.create(SimpleType.STRING, type));
    }
    ImmutableMap.Builder<String, CelType> fields = ImmutableMap.builder();
    for (var property : schema.path("properties").properties()) {
      CelNames.of(property.getKey(), schema)
          .flatMap(
              escaped ->
                  of(property.getValue(), name + "." + escaped, isResource(property.getValue())))
          .ifPresent(
              type ->
                  CelNames.all(property.getKey(), schema).forEach(word -> fields.put(word, type)));
    }
    ImmutableMap<String, CelType> all = fields.buildOrThrow();
    StructType type =
        StructType.create(name, all.keySet(), field -> Optional.ofNullable(all.get(field)));
    structs.put(name, type);
    return Optional.of(type);
  }

  private static CelType text(String format) {
    return switch (format) {
      case "byte" -> SimpleType.BYTES;
      case "duration" -> SimpleType.DURATION;
      case "date", "date-time" -> SimpleType.TIMESTAMP;
      default -> SimpleType.STRING;
    };
  }

  private static boolean isResource(JsonNode schema) {
    return schema.path("x-kubernetes-embedded-resource").asBoolean();
  }

  /** The schema with what every resource has: type, and the names in its metadata. */
  static JsonNode completed(JsonNode schema) {
    if (!(schema.deepCopy() instanceof ObjectNode copy)) {
      return schema;
    }
    ObjectNode properties = copy.withObject("/properties");
    properties.putObject("kind").put("type", "string");
    properties.putObject("apiVersion").put("type", "string");
    ObjectNode metadata = properties.putObject("metadata").put("type", "object");
    metadata.withObject("/properties").putObject("name").put("type", "string");
    metadata.withObject("/properties").putObject("generateName").put("type", "string");
    return copy;
  }

  /** Finds the structs that were made. */
  CelTypeProvider provider() {
    return new Structs(ImmutableMap.copyOf(structs));
  }

  private record Structs(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableSet.copyOf(byName.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(byName.get(name));
    }
  }
}
