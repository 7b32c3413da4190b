package dev.tend.render.kustomize.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditions on labels, as kubectl takes them with {@code -l}. */
public final class LabelSelector {
  public static final LabelSelector ANY = new LabelSelector("", List.of());
  private static final String WORD = "[A-Za-z0-9_./-]+";
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\s*(?:"
              + "(?<not>!)\\s*(?<absent>"
              + WORD
              + ")"
              + "|(?<key>"
              + WORD
              + ")\\s*(?:"
              + "(?<set>in|notin)\\s*\\((?<values>[^()]*)\\)"
              + "|(?<compare>==|=|!=|>|<)\\s*(?<value>[A-Za-z0-9_.-]*)"
              + ")?)\\s*(?:,|$)");

  private final String text;
  private final List<Predicate<Map<String, String>>> conditions;

  private LabelSelector(String text, List<Predicate<Map<String, String>>> conditions) {
    this.text = text;
    this.conditions = List.copyOf(conditions);
  }

  public static LabelSelector parse(String text) {
    List<Predicate<Map<String, String>>> conditions = new ArrayList<>();
    Matcher matcher = CONDITION.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at || matcher.end() == at) {
        throw new BuildFailure(
            "`" + text + "` is no selector of labels", "For example app=web,tier in (a,b),!old");
      }
      conditions.add(condition(matcher));
      at = matcher.end();
    }
    return conditions.isEmpty() ? ANY : new LabelSelector(text, conditions);
  }

  private static Predicate<Map<String, String>> condition(Matcher matcher) {
    String absent = matcher.group("absent");
    if (absent != null) {
      return labels -> !labels.containsKey(absent);
    }
    String key = matcher.group("key");
    String set = matcher.group("set");
    if (set != null) {
      Set<String> values = new TreeSet<>();
      for (String value : matcher.group("values").split(",", -1)) {
        values.add(value.strip());
      }
      return set.equals("in")
          ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
          : labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
    }
    String compare = matcher.group("compare");
    if (compare == null) {
      return labels -> labels.containsKey(key);
    }
    String value = matcher.group("value");
    return switch (compare) {
      case "!=" -> labels -> !value.equals(labels.get(key));
      case ">" -> labels -> order(labels.get(key), value) > 0;
      case "<" -> labels -> order(labels.get(key), value) < 0;
      default -> labels -> value.equals(labels.get(key));
    };
  }

  /** 0 where either is no number. */
  private static int order(@Nullable String label, String bound) {
    try {
      return label == null ? 0 : Long.compare(Long.parseLong(label), Long.parseLong(bound));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public boolean isEmpty() {
    return conditions.isEmpty();
  }

  public boolean matches(Map<String, String> labels) {
    return conditions.stream().allMatch(condition -> condition.test(labels));
  }

  String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
