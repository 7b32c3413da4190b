package dev.tend.sandbox.selectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Objects whose fields have, or don't have, certain values. */
public record FieldSelector(List<Term> terms) {
  /** Every object. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /** One field and its value. */
  public record Term(String field, boolean equal, String value) {
    boolean matches(ObjectNode object) {
      return equal == value.equals(read(object, field));
    }
  }

  /**
   * As it stands in a query: {@code metadata.name=web,status.phase!=Running}.
   *
   * @param custom the selectable fields of a custom kind; empty for a built-in one
   */
  public static FieldSelector parse(
      String text, GroupVersionKind kind, Optional<Set<String>> custom) {
    if (text.isBlank()) {
      return EVERYTHING;
    }
    SelectableFields fields =
        custom.map(SelectableFields::custom).orElseGet(() -> SelectableFields.of(kind));
    List<Term> terms = new ArrayList<>();
    for (String part : split(text)) {
      terms.add(term(part, fields));
    }
    return new FieldSelector(terms);
  }

  public boolean matches(ObjectNode object) {
    return terms.stream().allMatch(term -> term.matches(object));
  }

  private static Term term(String part, SelectableFields fields) {
    int at = part.indexOf('=');
    if (at < 0) {
      throw invalid(part);
    }
    boolean unequal = at > 0 && part.charAt(at - 1) == '!';
    int valueAt = !unequal && part.startsWith("==", at) ? at + 2 : at + 1;
    String given = part.substring(0, unequal ? at - 1 : at);
    String value = unescaped(part.substring(valueAt));
    return new Term(fields.stored(given), !unequal, value);
  }

  private static ApiFailure invalid(String part) {
    return Failures.badRequest(
        "invalid selector: '%s'; can't understand '%s'".formatted(part, part));
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
      } else if (c == ',') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    parts.removeIf(String::isBlank);
    return parts;
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        if ("\\,=".indexOf(escaped) < 0) {
          throw Failures.badRequest(
              "invalid field selector: invalid escape sequence: \\" + escaped);
        }
        text.append(escaped);
      } else if (c == '=' || c == ',') {
        throw Failures.badRequest(
            "invalid field selector: unescaped character in value: " + (int) c);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String read(ObjectNode object, String field) {
    if (field.equals("status.successful")) {
      return Integer.toString(object.path("status").path("succeeded").asInt());
    }
    if (field.equals("source")) {
      return object.path("source").path("component").asText("");
    }
    JsonNode node = object;
    for (String step : field.split("\\.", -1)) {
      node = node.path(step);
    }
    boolean absent = node.isMissingNode() || node.isNull();
    if (absent && (field.equals("spec.unschedulable") || field.equals("spec.hostNetwork"))) {
      return "false";
    }
    return absent && field.equals("status.replicas") ? "0" : node.asText("");
  }
}
