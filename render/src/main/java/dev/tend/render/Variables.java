package dev.tend.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${name}} in the text values of manifests; {@code $${name}} stands for itself.
 *
 * <p>A value that is one variable and nothing else takes the type that the field has in its schema:
 * a number where the schema wants one, text where it wants text. Where no schema is known, it is of
 * the type that the App gives the variable.
 */
final class Variables {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(\\$?)\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern FRACTION = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");

  private static final FieldPath.Element METADATA = new FieldPath.Element.Key("metadata");

  private final SortedMap<String, String> texts;
  private final Map<String, JsonNode> typed;
  private final SchemaCatalog catalog;
  private final List<Problem> problems;
  private final Set<String> mentioned;

  /**
   * @param texts the values, by name
   * @param typed those among them that were written as numbers or booleans
   * @param problems takes what is found
   * @param mentioned takes the names that manifests refer to
   */
  Variables(
      Map<String, String> texts,
      Map<String, JsonNode> typed,
      SchemaCatalog catalog,
      List<Problem> problems,
      Set<String> mentioned) {
    this.texts = new TreeMap<>(texts);
    this.typed = Map.copyOf(typed);
    this.catalog = catalog;
    this.problems = problems;
    this.mentioned = mentioned;
  }

  Manifest substitute(Manifest manifest) {
    if (!mentionsAny(manifest.content())) {
      return manifest;
    }
    FieldSchema schema =
        catalog.find(manifest.type()).map(ResourceType::schema).orElse(FieldSchema.Any.INSTANCE);
    return manifest.withContent(object(manifest.content(), schema, FieldPath.ROOT, manifest));
  }

  private static boolean mentionsAny(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().contains("${");
    }
    for (JsonNode child : node) {
      if (mentionsAny(child)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode value(JsonNode node, FieldSchema schema, FieldPath path, Manifest manifest) {
    return switch (node) {
      case ObjectNode object -> object(object, schema, path, manifest);
      case ArrayNode array -> array(array, schema, path, manifest);
      case TextNode text -> replaced(text.textValue(), schema, path, manifest);
      default -> node;
    };
  }

  private ObjectNode object(
      ObjectNode object, FieldSchema schema, FieldPath path, Manifest manifest) {
    ObjectNode copy = object.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      copy.set(name, value(field.getValue(), schema.member(name), path.key(name), manifest));
    }
    return copy;
  }

  private ArrayNode array(ArrayNode array, FieldSchema schema, FieldPath path, Manifest manifest) {
    FieldSchema items =
        schema instanceof FieldSchema.ListOf list ? list.items() : FieldSchema.Any.INSTANCE;
    ArrayNode copy = array.arrayNode();
    for (int i = 0; i < array.size(); i++) {
      copy.add(value(array.get(i), items, path.index(i), manifest));
    }
    return copy;
  }

  private JsonNode replaced(String text, FieldSchema schema, FieldPath path, Manifest manifest) {
    StringBuilder result = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(2);
      String value = texts.get(name);
      if (!matcher.group(1).isEmpty()) {
        matcher.appendReplacement(result, Matcher.quoteReplacement("${" + name + "}"));
        continue;
      }
      mentioned.add(name);
      if (value == null) {
        undefined(name, path, manifest);
        matcher.appendReplacement(result, Matcher.quoteReplacement(matcher.group()));
      } else if (matcher.start() == 0 && matcher.end() == text.length()) {
        return typed(name, schema, path, manifest);
      } else {
        matcher.appendReplacement(result, Matcher.quoteReplacement(value));
      }
    }
    matcher.appendTail(result);
    return TextNode.valueOf(result.toString());
  }

  private JsonNode typed(String name, FieldSchema schema, FieldPath path, Manifest manifest) {
    String value = texts.getOrDefault(name, "");
    return switch (schema) {
      case FieldSchema.Scalar scalar ->
          switch (scalar.type()) {
            case STRING, QUANTITY -> TextNode.valueOf(value);
            case INTEGER, INT_OR_STRING ->
                WHOLE.matcher(value).matches() ? whole(value) : TextNode.valueOf(value);
            case NUMBER -> number(value);
            case BOOLEAN -> flag(value);
          };
      case FieldSchema.Any ignored -> untold(name, value, path, manifest);
      case FieldSchema.Struct ignored -> TextNode.valueOf(value);
      case FieldSchema.MapOf ignored -> TextNode.valueOf(value);
      case FieldSchema.ListOf ignored -> TextNode.valueOf(value);
    };
  }

  /** Where no schema tells the type, quotes do; in metadata all is text. */
  private JsonNode untold(String name, String value, FieldPath path, Manifest manifest) {
    JsonNode own = typed.get(name);
    boolean metadata = path.elements().getFirst().equals(METADATA);
    return own == null
            || metadata
            || manifest.origin().scalar(path).filter(Origin.Scalar::quoted).isPresent()
        ? TextNode.valueOf(value)
        : own;
  }

  /**
   * Another value of the same type, or text where it reads as none; the own one without another.
   */
  static JsonNode ofType(JsonNode own, @Nullable String other) {
    if (other == null) {
      return own;
    }
    return own.isBoolean() ? flag(other) : number(other);
  }

  private static JsonNode number(String value) {
    if (WHOLE.matcher(value).matches()) {
      return whole(value);
    }
    return FRACTION.matcher(value).matches()
        ? DoubleNode.valueOf(Double.parseDouble(value))
        : TextNode.valueOf(value);
  }

  private static JsonNode whole(String value) {
    long number = Long.parseLong(value);
    return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }

  private static JsonNode flag(String value) {
    return switch (value) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> TextNode.valueOf(value);
    };
  }

  private void undefined(String name, FieldPath path, Manifest manifest) {
    String near = NearMiss.hint(name, texts.keySet());
    String hint =
        near.isEmpty()
            ? "Set it under the App's spec.variables or with --var "
                + name
                + "=VALUE;"
                + " write $${"
                + name
                + "} for the text itself"
            : near;
    problems.add(
        Problem.error(
            "app/undefined-variable",
            manifest.origin().locate(path),
            path,
            "The variable ${" + name + "} of " + manifest.id().kindAndName() + " is not defined",
            hint));
  }
}
