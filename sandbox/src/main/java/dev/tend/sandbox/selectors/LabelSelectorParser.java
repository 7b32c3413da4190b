package dev.tend.sandbox.selectors;

import dev.tend.sandbox.selectors.LabelSelector.Operator;
import dev.tend.sandbox.selectors.LabelSelector.Requirement;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of a label selector, and tells of its faults as a server does. */
final class LabelSelectorParser {
  /** The end, which is a token, too. */
  private static final String END = "";

  private static final Pattern TOKEN = Pattern.compile("==|!=|[=!<>(),]|[^\\s=!<>(),]+");
  private static final Pattern PUNCTUATION = Pattern.compile("==|!=|[=!<>(),]|");
  private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

  private final List<String> tokens = new ArrayList<>();
  private int position;

  LabelSelectorParser(String text) {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    tokens.add(END);
  }

  List<Requirement> parse() {
    List<Requirement> requirements = new ArrayList<>();
    String first = next();
    if (first.equals(END)) {
      return requirements;
    }
    if (!isWord(first) && !first.equals("!")) {
      throw unexpected(first, "!, identifier, or 'end of string'");
    }
    while (true) {
      requirements.add(requirement());
      String separator = take();
      if (separator.equals(END)) {
        return requirements;
      }
      if (!separator.equals(",")) {
        throw unexpected(separator, "',' or 'end of string'");
      }
      if (!isWord(next()) && !next().equals("!")) {
        throw unexpected(next(), "identifier after ','");
      }
    }
  }

  private Requirement requirement() {
    boolean negated = next().equals("!");
    if (negated) {
      position++;
    }
    String key = take();
    if (!isWord(key)) {
      throw unfit(key, "identifier");
    }
    LabelTexts.checkKey(key);
    if (negated) {
      return new Requirement(key, Operator.DOES_NOT_EXIST, Set.of());
    }
    if (next().equals(END) || next().equals(",")) {
      return new Requirement(key, Operator.EXISTS, Set.of());
    }
    String operator = take();
    return switch (operator) {
      case "in" -> checked(key, Operator.IN, values());
      case "notin" -> checked(key, Operator.NOT_IN, values());
      case "=", "==" -> checked(key, Operator.IN, value());
      case "!=" -> checked(key, Operator.NOT_IN, value());
      case ">" -> checked(key, Operator.GREATER_THAN, value());
      case "<" -> checked(key, Operator.LESS_THAN, value());
      default -> throw unfit(operator, OPERATORS);
    };
  }

  private static Requirement checked(String key, Operator operator, Set<String> values) {
    if (operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN) {
      LabelTexts.checkNumbers(values);
    }
    LabelTexts.checkValues(key, values);
    return new Requirement(key, operator, values);
  }

  /** May be empty. */
  private Set<String> value() {
    if (next().equals(END) || next().equals(",")) {
      return Set.of("");
    }
    String value = take();
    if (!isWord(value)) {
      throw unfit(value, "identifier");
    }
    return Set.of(value);
  }

  private Set<String> values() {
    String open = take();
    if (!open.equals("(")) {
      throw Failures.badRequest(
          "unable to parse requirement: found '%s' expected: '('".formatted(open));
    }
    Set<String> values = new TreeSet<>();
    if (next().equals(")")) {
      position++;
      // No values at all are one that is empty.
      return Set.of("");
    }
    if (!isWord(next()) && !next().equals(",")) {
      throw unfit(next(), "',', ')' or identifier");
    }
    while (true) {
      values.add(isWord(next()) ? take() : "");
      String after = take();
      if (after.equals(")")) {
        return values;
      }
      if (!after.equals(",")) {
        throw unfit(after, "',' or ')'");
      }
    }
  }

  private String next() {
    return tokens.get(position);
  }

  private String take() {
    String token = next();
    if (!token.equals(END)) {
      position++;
    }
    return token;
  }

  private static boolean isWord(String token) {
    return !PUNCTUATION.matcher(token).matches();
  }

  private static ApiFailure unfit(String found, String wanted) {
    return Failures.badRequest(
        "unable to parse requirement: found '%s', expected: %s".formatted(found, wanted));
  }

  private static ApiFailure unexpected(String found, String wanted) {
    return Failures.badRequest("found '%s', expected: %s".formatted(found, wanted));
  }
}
