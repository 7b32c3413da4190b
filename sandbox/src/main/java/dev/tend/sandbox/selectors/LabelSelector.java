package dev.tend.sandbox.selectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Objects whose labels meet every requirement. */
public record LabelSelector(List<Requirement> requirements) {
  /** Every object. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /** How a label's value is compared. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST,
    GREATER_THAN,
    LESS_THAN
  }

  /** What one label must be. */
  public record Requirement(String key, Operator operator, Set<String> values) {
    public Requirement {
      values = Set.copyOf(values);
    }

    boolean matches(JsonNode labels) {
      JsonNode label = labels.get(key);
      String value = label == null ? null : label.asText();
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
        case GREATER_THAN -> value != null && compare(value) > 0;
        case LESS_THAN -> value != null && compare(value) < 0;
      };
    }

    /** 0 where either isn't a number: then neither more nor less. */
    private int compare(String value) {
      try {
        return Long.compare(Long.parseLong(value), Long.parseLong(values.iterator().next()));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  /**
   * As it stands in a query: {@code app=web,tier in (a,b),!old}.
   *
   * @throws dev.tend.sandbox.store.ApiFailure where it can't be read
   */
  public static LabelSelector parse(String text) {
    return text.isBlank() ? EVERYTHING : new LabelSelector(new LabelSelectorParser(text).parse());
  }

  /** As it stands in a spec: {@code matchLabels} and {@code matchExpressions}. */
  public static LabelSelector from(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>();
    for (var entry : selector.path("matchLabels").properties()) {
      requirements.add(
          new Requirement(entry.getKey(), Operator.IN, Set.of(entry.getValue().asText())));
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      Set<String> values = new TreeSet<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      Operator operator =
          switch (expression.path("operator").asText()) {
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> Operator.IN;
          };
      requirements.add(new Requirement(expression.path("key").asText(), operator, values));
    }
    return new LabelSelector(requirements);
  }

  public boolean matches(ObjectNode object) {
    return requirements.isEmpty() || matches(object.path("metadata").path("labels"));
  }

  /** A map of labels, or nothing. */
  public boolean matches(JsonNode labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }
}
