package dev.tend.schema;

/** How a type is called: {@code []Container}, {@code map[string]string}, {@code integer}. */
public final class TypeTexts {
  private TypeTexts() {}

  public static String of(FieldSchema schema) {
    return switch (schema) {
      case FieldSchema.Struct struct -> name(struct);
      case FieldSchema.MapOf map -> "map[string]" + of(map.values());
      case FieldSchema.ListOf list -> "[]" + of(list.items());
      case FieldSchema.Scalar scalar ->
          switch (scalar.type()) {
            case STRING -> "string";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case INT_OR_STRING -> "IntOrString";
            case QUANTITY -> "Quantity";
          };
      case FieldSchema.Any ignored -> "any";
    };
  }

  private static String name(FieldSchema.Struct struct) {
    if (struct instanceof StructView view && !view.definition().isEmpty()) {
      String definition = view.definition();
      return definition.substring(definition.lastIndexOf('.') + 1);
    }
    return "Object";
  }

  /** The struct that a field leads to, through lists and maps; the schema itself where none. */
  public static FieldSchema inner(FieldSchema schema) {
    return switch (schema) {
      case FieldSchema.ListOf list -> inner(list.items());
      case FieldSchema.MapOf map -> inner(map.values());
      case FieldSchema.Struct ignored -> schema;
      case FieldSchema.Scalar ignored -> schema;
      case FieldSchema.Any ignored -> schema;
    };
  }

  /** Which versions of Kubernetes have a field, where not all have it; else empty. */
  public static String versions(FieldSchema holder, String field) {
    return holder instanceof StructView view
        ? History.known().knownField(view.definition(), field).map(History.Span::words).orElse("")
        : "";
  }
}
