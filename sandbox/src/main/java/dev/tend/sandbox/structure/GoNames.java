package dev.tend.sandbox.structure;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the server's Go code calls its types, for the one message that shows them. */
public final class GoNames {
  private static final String FILE = "gotypes.txt";

  /** Types by {@code Struct.field}. */
  private final Map<String, String> types;

  private final GroupVersionKind gvk;

  private GoNames(Map<String, String> types, GroupVersionKind gvk) {
    this.types = types;
    this.gvk = gvk;
  }

  /** Read where it is needed: few requests are misshapen. */
  static GoNames of(GroupVersionKind gvk) {
    Map<String, String> types = new HashMap<>();
    String struct = "";
    for (String line : lines()) {
      if (line.startsWith("  ")) {
        String[] words = line.strip().split(" ", 2);
        types.put(struct + "." + words[0], words[1]);
      } else if (!line.startsWith("#")) {
        struct = line;
      }
    }
    return new GoNames(types, gvk);
  }

  private static List<String> lines() {
    try (InputStream in = GoNames.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The package of a group's versionless types: {@code apps}, and {@code core} for the oldest. */
  public static String internalPackage(String group) {
    return group.isEmpty() ? "core" : group.replaceFirst("\\..*", "");
  }

  /** The struct in which a field stands, by the way to it from the root. */
  String struct(List<String> parents) {
    String struct = gvk.kind();
    for (String field : parents) {
      String type = type(struct, field);
      struct =
          type.isEmpty()
              ? Character.toUpperCase(field.charAt(0)) + field.substring(1)
              : type.substring(type.lastIndexOf('.') + 1);
    }
    return struct;
  }

  /**
   * A field's type, or that of what the field holds.
   *
   * @param path of the field
   * @param depth how many lists and maps are around the value
   * @param schema of the value, for fields that nobody asked the server for
   */
  String type(List<String> path, int depth, FieldSchema schema) {
    int last = path.size() - 1;
    String type = type(struct(path.subList(0, last)), path.get(last));
    for (int i = 0; i < depth; i++) {
      type = type.substring(type.indexOf(']') + 1);
    }
    return type.isEmpty() ? guess(schema, path) : type;
  }

  /** Empty where it isn't known. */
  private String type(String struct, String field) {
    String key = struct + "." + field;
    return types.getOrDefault(gvk.apiVersion() + " " + key, types.getOrDefault(key, ""));
  }

  private String guess(FieldSchema schema, List<String> path) {
    return switch (schema) {
      case FieldSchema.Scalar scalar -> scalar(scalar);
      case FieldSchema.Struct ignored -> gvk.version() + "." + struct(path);
      case FieldSchema.MapOf map -> "map[string]" + guess(map.values(), path);
      case FieldSchema.ListOf list -> "[]" + guess(list.items(), path);
      case FieldSchema.Any ignored -> "interface {}";
    };
  }

  private static String scalar(FieldSchema.Scalar scalar) {
    return switch (scalar.type()) {
      case INTEGER -> scalar.format().equals("int64") ? "int64" : "int32";
      case NUMBER -> "float64";
      case BOOLEAN -> "bool";
      case STRING -> scalar.format().equals("byte") ? "[]uint8" : "string";
      case INT_OR_STRING -> "intstr.IntOrString";
      case QUANTITY -> "resource.Quantity";
    };
  }
}
