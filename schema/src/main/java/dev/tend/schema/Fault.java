package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One result of the JSON Schema validator, in the terms that findings are made of.
 *
 * @param keyword the keyword of the schema that refused
 * @param steps from the object's root: field names as strings, positions as integers
 * @param subject the field that the fault is about, where it is a member of the value: the unknown
 *     one, the missing one; else empty
 * @param value what stands there
 * @param wanted what the schema says at the keyword
 * @param choice identifies the anyOf or oneOf that the fault is a part of, and the value
 */
record Fault(
    String keyword,
    List<Object> steps,
    String subject,
    JsonNode value,
    JsonNode wanted,
    Optional<String> choice) {
  private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");
  private static final Set<String> NAMED = Set.of("properties", "patternProperties");
  private static final Set<String> MEMBERS = Set.of("items", "additionalProperties");

  static Fault of(Error error) {
    Object[] arguments = error.getArguments();
    String subject =
        switch (error.getKeyword()) {
          case "additionalProperties" -> error.getProperty();
          case "required" -> String.valueOf(error.getProperty());
          case "propertyNames" -> String.valueOf(error.getProperty());
          case UniqueKeys.KEYWORD -> String.valueOf(arguments[0]);
          default -> "";
        };
    return new Fault(
        error.getKeyword(),
        elements(error.getInstanceLocation()),
        subject,
        error.getInstanceNode(),
        error.getSchemaNode(),
        choiceIn(elements(error.getEvaluationPath()), elements(error.getInstanceLocation())));
  }

  private static List<Object> elements(NodePath path) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < path.getNameCount(); i++) {
      elements.add(path.getElement(i));
    }
    return elements;
  }

  /** The first choice on the way through the schema, and the value that it was offered to. */
  private static Optional<String> choiceIn(List<Object> evaluation, List<Object> steps) {
    int depth = 0;
    for (int i = 0; i < evaluation.size(); i++) {
      String keyword = String.valueOf(evaluation.get(i));
      if (NAMED.contains(keyword)) {
        depth++;
        i++;
      } else if (MEMBERS.contains(keyword)) {
        depth++;
      } else if (CHOICES.contains(keyword)) {
        List<Object> value = steps.subList(0, Math.min(depth, steps.size()));
        return Optional.of(evaluation.subList(0, i + 1) + " at " + value);
      }
    }
    return Optional.empty();
  }

  boolean isChoice() {
    return CHOICES.contains(keyword);
  }

  boolean isUnknownField() {
    return keyword.equals("additionalProperties");
  }

  boolean isMissingField() {
    return keyword.equals("required");
  }
}
