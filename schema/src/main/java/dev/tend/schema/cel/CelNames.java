package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a field's name is spelled in an expression: {@code a-b} is {@code a__dash__b}. */
final class CelNames {
  /** Set in schemas whose names aren't escaped. */
  static final String AS_WRITTEN = "x-names-as-written";

  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  /** Reserved words that are no names even after a dot. */
  private static final Set<String> LITERALS = Set.of("true", "false", "null", "in");

  private static final Pattern ESCAPED = Pattern.compile("__|[-./]");
  private static final Pattern EXPRESSIBLE = Pattern.compile("[a-zA-Z_./-][a-zA-Z0-9_./-]*");

  private CelNames() {}

  /** As a schema wants it: those that servers make themselves need no escapes. */
  static Optional<String> of(String name, JsonNode schema) {
    return schema.path(AS_WRITTEN).asBoolean() ? Optional.of(name) : escape(name);
  }

  /**
   * All the ways in which expressions may name a field: words that are reserved stand for
   * themselves, too, where they can be read as names.
   */
  static List<String> all(String name, JsonNode schema) {
    Optional<String> first = of(name, schema);
    boolean bare = RESERVED.contains(name) && !LITERALS.contains(name);
    return bare && first.isPresent() && !first.get().equals(name)
        ? List.of(first.get(), name)
        : first.stream().toList();
  }

  /** Empty where no expression can name the field. */
  static Optional<String> escape(String name) {
    if (!EXPRESSIBLE.matcher(name).matches()) {
      return Optional.empty();
    }
    if (RESERVED.contains(name)) {
      return Optional.of("__" + name + "__");
    }
    return Optional.of(
        ESCAPED
            .matcher(name)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        switch (match.group()) {
                          case "__" -> "__underscores__";
                          case "." -> "__dot__";
                          case "-" -> "__dash__";
                          default -> "__slash__";
                        })));
  }
}
