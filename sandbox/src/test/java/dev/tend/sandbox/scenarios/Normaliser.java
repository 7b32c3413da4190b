package dev.tend.sandbox.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes out of texts what is another one in each run: times, uids, namespaces, nodes and random
 * names. The hash of a template becomes {@code H1}, {@code H2} ... in the order of revisions.
 */
final class Normaliser {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern NODE = Pattern.compile("\\b(sandbox|node)-(\\d)\\b");
  private static final Pattern ZONE = Pattern.compile("\\b(zone-\\d|sandbox-[abc])\\b");
  private static final String SUFFIX = "[bcdfghjklmnpqrstvwxz2456789]{5}\\b";

  private final String namespace;
  private final Map<String, String> hashes = new LinkedHashMap<>();
  private final Set<String> prefixes = new TreeSet<>();

  Normaliser(String namespace) {
    this.namespace = namespace;
  }

  /** Remembers the hash that a template's revision is known by. */
  void hash(String hash) {
    if (!hash.isEmpty()) {
      hashes.computeIfAbsent(hash, fresh -> "H" + (hashes.size() + 1));
    }
  }

  /** Remembers what random names start with. */
  void prefix(String generateName) {
    if (!generateName.isEmpty()) {
      prefixes.add(generateName);
    }
  }

  String text(String text) {
    String plain = TIME.matcher(text).replaceAll("<time>");
    plain = UID.matcher(plain).replaceAll("<uid>");
    plain = ZONE.matcher(plain).replaceAll("<zone>");
    plain = NODE.matcher(plain).replaceAll("<node>");
    for (String prefix : prefixes) {
      plain = plain.replaceAll("\\b" + Pattern.quote(prefix) + SUFFIX, prefix + "*");
    }
    for (Map.Entry<String, String> hash : hashes.entrySet()) {
      plain = plain.replace(hash.getKey(), hash.getValue());
    }
    return plain.replace(namespace, "<ns>");
  }

  JsonNode tree(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object
            .properties()
            .forEach(field -> sorted.put(text(field.getKey()), tree(field.getValue())));
        sorted.remove("resourceVersion");
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        sorted.forEach(copy::set);
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(tree(item)));
        yield copy;
      }
      case TextNode node -> TextNode.valueOf(text(node.textValue()));
      default -> tree;
    };
  }
}
