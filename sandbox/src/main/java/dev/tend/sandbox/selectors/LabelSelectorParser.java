package dev.tend.sandbox.selectors;

import dev.tend.sandbox.selectors.LabelSelector.Operator;
import dev.tend.sandbox.selectors.LabelSelector.Requirement;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the text form of a label selector. */
final class LabelSelectorParser {
  private static final String PUNCTUATION = ",=!<>()";

  private static final Pattern VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

  private final String text;
  private int position;

  LabelSelectorParser(String text) {
    this.text = text;
  }

  List<Requirement> parse() {
    List<Requirement> requirements = new ArrayList<>();
    while (true) {
      requirements.add(checked(requirement()));
      if (atEnd()) {
        return requirements;
      }
      expect(',');
    }
  }

  private Requirement requirement() {
    if (accept('!')) {
      return new Requirement(word("an identifier"), Operator.DOES_NOT_EXIST, Set.of());
    }
    String key = word("an identifier");
    if (atEnd() || peek() == ',') {
      return new Requirement(key, Operator.EXISTS, Set.of());
    }
    if (accept('!')) {
      expect('=');
      return new Requirement(key, Operator.NOT_IN, Set.of(value()));
    }
    if (accept('=')) {
      accept('=');
      return new Requirement(key, Operator.IN, Set.of(value()));
    }
    if (accept('>')) {
      return new Requirement(key, Operator.GREATER_THAN, Set.of(value()));
    }
    if (accept('<')) {
      return new Requirement(key, Operator.LESS_THAN, Set.of(value()));
    }
    String operator = word("in, notin, =, ==, !=, gt, lt");
    return switch (operator) {
      case "in" -> new Requirement(key, Operator.IN, values());
      case "notin" -> new Requirement(key, Operator.NOT_IN, values());
      case "gt" -> new Requirement(key, Operator.GREATER_THAN, Set.of(value()));
      case "lt" -> new Requirement(key, Operator.LESS_THAN, Set.of(value()));
      default -> throw unexpected(operator, "in, notin, =, ==, !=, gt, lt");
    };
  }

  private Set<String> values() {
    if (!accept('(')) {
      throw Failures.badRequest(
          "unable to parse requirement: found '%s' expected: '('"
              .formatted(atEnd() ? "" : text.substring(position, position + 1)));
    }
    Set<String> values = new TreeSet<>();
    do {
      values.add(value());
    } while (accept(','));
    expect(')');
    return values;
  }

  /** May be empty. */
  private String value() {
    skipSpace();
    return atEnd() || PUNCTUATION.indexOf(text.charAt(position)) >= 0 ? "" : word("a value");
  }

  private static Requirement checked(Requirement requirement) {
    if (requirement.key().indexOf('/') != requirement.key().lastIndexOf('/')) {
      throw Failures.badRequest(
          ("unable to parse requirement: <nil>: Invalid value: \"%s\": a qualified name must consist"
                  + " of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                  + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
                  + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an"
                  + " optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')")
              .formatted(requirement.key()));
    }
    int index = 0;
    for (String value : requirement.values()) {
      if (!VALUE.matcher(value).matches()) {
        throw Failures.badRequest(
            ("unable to parse requirement: values[%d][%s]: Invalid value: \"%s\": a valid label must"
                    + " be an empty string or consist of alphanumeric characters, '-', '_' or '.',"
                    + " and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
                    + " 'my_value',  or '12345', regex used for validation is"
                    + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")
                .formatted(index, requirement.key(), value));
      }
      index++;
    }
    return requirement;
  }

  private String word(String wanted) {
    skipSpace();
    int start = position;
    while (position < text.length()
        && PUNCTUATION.indexOf(text.charAt(position)) < 0
        && !Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    if (position == start) {
      throw unexpected(atEnd() ? "" : text.substring(position, position + 1), wanted);
    }
    return text.substring(start, position);
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw unexpected(atEnd() ? "" : text.substring(position, position + 1), "'" + c + "'");
    }
  }

  private boolean accept(char c) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private char peek() {
    skipSpace();
    return text.charAt(position);
  }

  private boolean atEnd() {
    skipSpace();
    return position == text.length();
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private static ApiFailure unexpected(String found, String wanted) {
    return Failures.badRequest(
        "unable to parse requirement: found '%s', expected: %s".formatted(found, wanted));
  }
}
