package dev.tend.sandbox.protobuf;

import dev.tend.manifest.BundledLines;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of the stable API groups: which field has which number and type. The table has a
 * line for each, with its name and its fields parted by tabs; a type is a scalar, the name of a
 * message, {@code type*} for a list, or <code>{type}</code> for a map from strings.
 */
final class Messages {
  private final Map<String, Map<Integer, Field>> messages;

  private Messages(Map<String, Map<Integer, Field>> messages) {
    this.messages = Map.copyOf(messages);
  }

  /** One field of a message. */
  record Field(String name, String type) {
    boolean isList() {
      return type.endsWith("*");
    }

    boolean isMap() {
      return type.startsWith("{");
    }

    /** The type of an item, or of a map's values, or of the field itself. */
    String itemType() {
      return isList()
          ? type.substring(0, type.length() - 1)
          : isMap() ? type.substring(1, type.length() - 1) : type;
    }
  }

  static Messages load() {
    Map<String, Map<Integer, Field>> messages = new HashMap<>();
    BundledLines.read(Messages.class, "messages.tsv").forEach(line -> parse(line, messages));
    return new Messages(messages);
  }

  private static void parse(String line, Map<String, Map<Integer, Field>> messages) {
    String[] columns = line.split("\t", -1);
    Map<Integer, Field> fields = new HashMap<>();
    for (int i = 1; i < columns.length; i++) {
      String[] parts = columns[i].split(" ", -1);
      fields.put(Integer.parseInt(parts[0]), new Field(parts[1], parts[2]));
    }
    messages.put(columns[0], Map.copyOf(fields));
  }

  /** By number; empty for an unknown message. */
  Optional<Map<Integer, Field>> fields(String message) {
    return Optional.ofNullable(messages.get(message));
  }

  /** The message of a kind: {@code core/v1.Pod}, {@code networking/v1.Ingress}. */
  static String of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "core" : apiVersion.substring(0, slash).replaceFirst("\\..*", "");
    String version = apiVersion.substring(slash + 1);
    return kind.equals("DeleteOptions")
        ? "meta/v1.DeleteOptions"
        : group + "/" + version + "." + kind;
  }
}
