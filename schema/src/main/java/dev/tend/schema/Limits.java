package dev.tend.schema;

/** Says which limit of a custom resource's schema a value breaks. */
final class Limits {
  private Limits() {}

  /** What is wrong with the value, to follow its name. */
  static String broken(Fault fault) {
    String limit = fault.wanted().asText();
    return switch (fault.keyword()) {
      case "minimum" -> "is less than " + limit;
      case "maximum" -> "is more than " + limit;
      case "exclusiveMinimum" -> "must be more than " + limit;
      case "exclusiveMaximum" -> "must be less than " + limit;
      case "multipleOf" -> "is no multiple of " + limit;
      case "minLength" -> "is shorter than " + limit + " characters";
      case "maxLength" -> "is longer than " + limit + " characters";
      case "minItems", "minProperties" ->
          fault.value().isEmpty()
              ? "is empty"
              : "has " + fault.value().size() + " entries, fewer than " + limit;
      case "maxItems", "maxProperties" ->
          "has " + fault.value().size() + " entries, and " + limit + " at the most is allowed";
      case "uniqueItems" -> "holds an item twice";
      case "not" -> "has a form that is not allowed";
      default -> "breaks the schema's rule `" + fault.keyword() + "`";
    };
  }
}
