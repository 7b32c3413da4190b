package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.BundledLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server's own types look as JSON: it shows refused values so. Its fields have other names
 * and another order than the API's, and nothing is left out.
 *
 * <p>A type is {@code string}, {@code bool}, {@code int}, {@code raw} (as the API has it), the name
 * of a struct, or one of these after {@code *}, {@code []} or {@code map }.
 */
final class GoTypes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Made when the first value is shown. */
  private static final class Lazy {
    static final GoTypes KNOWN = read();

    private Lazy() {}
  }

  /** Fields of a pod that its server keeps in the security context. */
  private static final List<String> HOST_FIELDS =
      List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers");

  private final Map<String, String> lines;
  private final Map<String, List<Member>> structs = new HashMap<>();

  /**
   * A field of a struct.
   *
   * @param shown empty where its own fields stand in its stead
   * @param source its name in the API
   */
  private record Member(String shown, String source, boolean optional, String type) {}

  private GoTypes(Map<String, String> lines) {
    this.lines = lines;
  }

  static GoTypes known() {
    return Lazy.KNOWN;
  }

  private static GoTypes read() {
    Map<String, String> lines = new HashMap<>();
    for (String line : BundledLines.read(GoTypes.class, "go-types.txt")) {
      int space = line.indexOf(' ');
      if (space > 0) {
        lines.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return new GoTypes(lines);
  }

  /** The type of what a list or a map holds. */
  static String item(String type) {
    String plain = pointed(type);
    if (plain.startsWith("[]")) {
      return plain.substring(2);
    }
    return plain.startsWith("map ") ? plain.substring(4) : "";
  }

  private static String pointed(String type) {
    return type.startsWith("*") ? type.substring(1) : type;
  }

  /** The type of a struct's field; empty where it isn't known. */
  String member(String type, String source) {
    for (Member member : members(pointed(type))) {
      if (member.shown.isEmpty()) {
        String inner = member(member.type, source);
        if (!inner.isEmpty()) {
          return inner;
        }
      } else if (member.source.equals(source)) {
        return member.type;
      }
    }
    // Every object has it, whatever else is known of its kind.
    return source.equals("metadata") ? "meta/v1.ObjectMeta" : "";
  }

  private List<Member> members(String type) {
    synchronized (structs) {
      return structs.computeIfAbsent(type, this::parse);
    }
  }

  private List<Member> parse(String type) {
    List<Member> members = new ArrayList<>();
    String line = lines.getOrDefault(type, "");
    for (String part : line.isEmpty() ? new String[0] : line.split(" \\| ", -1)) {
      if (part.startsWith("+")) {
        members.add(new Member("", "", false, part.substring(1)));
        continue;
      }
      int colon = part.indexOf(':');
      String name = part.substring(0, colon);
      boolean optional = name.endsWith("?");
      name = optional ? name.substring(0, name.length() - 1) : name;
      int equals = name.indexOf('=');
      members.add(
          new Member(
              equals < 0 ? name : name.substring(0, equals),
              name.substring(equals + 1),
              optional,
              part.substring(colon + 1)));
    }
    return members;
  }

  /** A value as JSON, of that type. */
  String show(String type, JsonNode node) {
    if (node.isTextual()) {
      return node.toString();
    }
    return node.toString().isEmpty() || node.isContainerNode() || node.isNull()
        ? escaped(value(type, node).toString())
        : node.toString();
  }

  /** What differs between two values, line by line of their JSON. */
  String diff(String type, JsonNode before, JsonNode after) {
    return UnifiedDiff.of(pretty(type, before), pretty(type, after));
  }

  private String pretty(String type, JsonNode node) {
    StringBuilder text = new StringBuilder();
    pretty(value(type, node), "\n", text);
    return escaped(text.toString());
  }

  private static void pretty(JsonNode node, String margin, StringBuilder text) {
    if (!node.isContainerNode() || node.isEmpty()) {
      text.append(node);
      return;
    }
    String inner = margin + " ";
    String between = "";
    text.append(node.isArray() ? '[' : '{');
    for (JsonNode item : node.isArray() ? node : NODES.arrayNode()) {
      pretty(item, inner, text.append(between).append(inner));
      between = ",";
    }
    for (var entry : node.properties()) {
      text.append(between).append(inner).append(NODES.textNode(entry.getKey())).append(": ");
      pretty(entry.getValue(), inner, text);
      between = ",";
    }
    text.append(margin).append(node.isArray() ? ']' : '}');
  }

  /** Go escapes what HTML would read otherwise. */
  private static String escaped(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private JsonNode value(String type, JsonNode node) {
    boolean absent = node.isMissingNode() || node.isNull();
    if (absent) {
      return zero(type);
    }
    String plain = pointed(type);
    if (node instanceof ArrayNode list) {
      ArrayNode shown = NODES.arrayNode();
      list.forEach(item -> shown.add(value(item(plain), item)));
      return shown;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    if (plain.startsWith("map ")) {
      ObjectNode shown = NODES.objectNode();
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      keys.sort(null);
      keys.forEach(key -> shown.set(key, value(item(plain), object.path(key))));
      return shown;
    }
    if (members(plain).isEmpty()) {
      return node;
    }
    ObjectNode shown = NODES.objectNode();
    fill(shown, plain, source(plain, object));
    return shown;
  }

  private JsonNode zero(String type) {
    return switch (type) {
      case "string" -> NODES.textNode("");
      case "int" -> NODES.numberNode(0);
      case "bool" -> NODES.booleanNode(false);
      default -> {
        if (members(type).isEmpty()) {
          yield NODES.nullNode();
        }
        ObjectNode shown = NODES.objectNode();
        fill(shown, type, NODES.objectNode());
        yield shown;
      }
    };
  }

  private void fill(ObjectNode shown, String type, ObjectNode object) {
    for (Member member : members(type)) {
      JsonNode value = object.path(member.source);
      if (member.shown.isEmpty()) {
        JsonNode metadata = object.path("metadata");
        boolean meta = member.type.equals("meta/v1.ObjectMeta");
        fill(shown, member.type, meta && metadata instanceof ObjectNode own ? own : object);
      } else if (!member.optional || !isZero(value)) {
        shown.set(member.shown, value(member.type, value));
      }
    }
  }

  private static boolean isZero(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || value.isContainerNode() && value.isEmpty()
        || value.isTextual() && value.asText().isEmpty()
        || value.isNumber() && value.asLong() == 0
        || value.isBoolean() && !value.asBoolean();
  }

  private static ObjectNode source(String type, ObjectNode object) {
    if (!type.equals("core.PodSpec")) {
      return object;
    }
    ObjectNode spec = object.deepCopy();
    ObjectNode context = spec.withObject("/securityContext");
    HOST_FIELDS.stream().filter(object::has).forEach(name -> context.set(name, object.get(name)));
    return spec;
  }
}
