package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.FieldPath.Element;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes objects of a type out of few values, so that they collide; the seed decides. */
final class RandomValues {
  private static final List<String> WORDS = List.of("a", "b", "c", "x.y/z");

  private final Random random;

  /** In percent: how likely a declared field is there. */
  private final int density;

  /** In percent: how likely a value is null or an empty container. */
  private final int hollow;

  /** In percent: how likely an item of a list has the key of another. */
  private final int repeats;

  RandomValues(Random random, int density, int hollow, int repeats) {
    this.random = random;
    this.density = density;
    this.hollow = hollow;
    this.repeats = repeats;
  }

  ObjectNode object(ResourceType type) {
    JsonNode value = of(type.schema(), 0);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", type.gvk().apiVersion());
    object.put("kind", type.gvk().kind());
    ObjectNode metadata = object.putObject("metadata");
    if (value instanceof ObjectNode fields) {
      if (fields.get("metadata") instanceof ObjectNode generated) {
        generated.retain("labels", "annotations", "finalizers", "ownerReferences");
        metadata.setAll(generated);
      }
      fields.remove(List.of("apiVersion", "kind", "metadata"));
      object.setAll(fields);
    }
    metadata.put("name", "one");
    return object;
  }

  JsonNode of(FieldSchema schema, int depth) {
    if (depth > 0 && chance(hollow) && !(schema instanceof FieldSchema.Scalar)) {
      return chance(50)
          ? NullNode.getInstance()
          : schema instanceof FieldSchema.ListOf
              ? JsonNodeFactory.instance.arrayNode()
              : JsonNodeFactory.instance.objectNode();
    }
    return switch (schema) {
      case FieldSchema.Scalar scalar -> scalar(scalar);
      case FieldSchema.Struct struct -> struct(struct, depth);
      case FieldSchema.MapOf map -> map(map, depth);
      case FieldSchema.ListOf list -> list(list, depth);
      case FieldSchema.Any ignored -> anything(depth);
    };
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private JsonNode scalar(FieldSchema.Scalar scalar) {
    return switch (scalar.type()) {
      case STRING -> TextNode.valueOf(WORDS.get(random.nextInt(WORDS.size())));
      case INTEGER, NUMBER -> IntNode.valueOf(random.nextInt(3));
      case BOOLEAN -> BooleanNode.valueOf(random.nextBoolean());
      case INT_OR_STRING ->
          random.nextBoolean() ? IntNode.valueOf(random.nextInt(2)) : TextNode.valueOf("25%");
      case QUANTITY -> TextNode.valueOf(List.of("1", "2Gi", "250m").get(random.nextInt(3)));
    };
  }

  private ObjectNode struct(FieldSchema.Struct struct, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name : struct.fieldNames()) {
      if (chance(density)) {
        struct.field(name).ifPresent(field -> object.set(name, of(field, depth + 1)));
      }
    }
    if (struct.preservesUnknownFields() && chance(density)) {
      object.set("extra", anything(depth + 1));
    }
    return object;
  }

  private ObjectNode map(FieldSchema.MapOf map, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String word : WORDS) {
      if (chance(40)) {
        object.set(word, of(map.values(), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode list(FieldSchema.ListOf list, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    Typing typing = Typing.of(list);
    Set<Element> seen = new TreeSet<>(PathElements.ORDER);
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      JsonNode item = of(list.items(), 0);
      if (list.listType() == FieldSchema.ListType.MAP && item instanceof ObjectNode object) {
        for (String key : list.mapKeys()) {
          boolean optional = list.items().member(key).facts().defaultValue().isPresent();
          if (!optional || chance(50)) {
            object.set(key, of(list.items().member(key), depth + 1));
          } else {
            object.remove(key);
          }
        }
      }
      boolean fresh =
          list.listType() == FieldSchema.ListType.ATOMIC || seen.add(typing.identify(item));
      if (fresh || chance(repeats)) {
        array.add(item);
      }
    }
    return array;
  }

  private JsonNode anything(int depth) {
    if (depth > 5 || chance(40)) {
      return random.nextBoolean()
          ? IntNode.valueOf(random.nextInt(3))
          : TextNode.valueOf(WORDS.get(random.nextInt(WORDS.size())));
    }
    if (chance(30)) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        array.add(anything(depth + 1));
      }
      return array;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String word : WORDS) {
      if (chance(50)) {
        object.set(word, chance(hollow) ? NullNode.getInstance() : anything(depth + 1));
      }
    }
    return object;
  }
}
