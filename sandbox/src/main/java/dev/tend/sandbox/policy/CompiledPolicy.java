package dev.tend.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import dev.tend.schema.cel.AdmissionEvaluation;
import dev.tend.schema.cel.AdmissionEvaluation.Result;
import dev.tend.schema.cel.AdmissionExpressions;
import dev.tend.schema.cel.AdmissionExpressions.Expression;
import dev.tend.schema.cel.AdmissionExpressions.Input;
import dev.tend.schema.cel.AdmissionExpressions.Kind;
import dev.tend.schema.cel.AdmissionExpressions.Outcome;
import dev.tend.schema.cel.CelLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A policy whose expressions can be run. */
final class CompiledPolicy {
  private final ObjectNode policy;
  private final AdmissionExpressions conditionExpressions;
  private final AdmissionExpressions expressions;
  private final List<Expression> conditions = new ArrayList<>();
  private final List<Validation> validations = new ArrayList<>();

  private record Validation(
      Expression expression, Optional<Expression> message, String text, String reason) {}

  /**
   * What a policy says against a request.
   *
   * @param reason as a Status has it
   */
  record Objection(String message, String reason) {}

  CompiledPolicy(ObjectNode policy, CelLanguage language) {
    this.policy = policy;
    JsonNode spec = policy.path("spec");
    boolean parameters = spec.path("paramKind").isObject();
    this.conditionExpressions = new AdmissionExpressions(language, parameters, true);
    this.expressions = new AdmissionExpressions(language, parameters, true);
    for (JsonNode condition : spec.path("matchConditions")) {
      compile(conditionExpressions, condition, "expression", Kind.BOOL).ifPresent(conditions::add);
    }
    for (JsonNode variable : spec.path("variables")) {
      expressions.define(variable.path("name").asText(), variable.path("expression").asText());
    }
    for (JsonNode validation : spec.path("validations")) {
      compile(expressions, validation, "expression", Kind.BOOL)
          .ifPresent(
              expression ->
                  validations.add(
                      new Validation(
                          expression,
                          compile(expressions, validation, "messageExpression", Kind.TEXT),
                          validation.path("message").asText().strip(),
                          validation.path("reason").asText("Invalid"))));
    }
  }

  /** Policies that don't compile were refused when they came. */
  private static Optional<Expression> compile(
      AdmissionExpressions all, JsonNode holder, String field, Kind kind) {
    String source = holder.path(field).asText().strip();
    return !source.isEmpty() && all.compile(source, kind) instanceof Outcome.Ready(var expression)
        ? Optional.of(expression)
        : Optional.empty();
  }

  ObjectNode policy() {
    return policy;
  }

  String name() {
    return Meta.name(policy);
  }

  boolean failsClosed() {
    return !policy.path("spec").path("failurePolicy").asText().equals("Ignore");
  }

  /** What it objects to; nothing where its conditions say that the request isn't its matter. */
  List<Objection> objections(Input input) {
    AdmissionEvaluation before = conditionExpressions.over(input);
    Optional<String> failure = Optional.empty();
    for (Expression condition : conditions) {
      Result result = before.run(condition);
      if (result.error().isPresent()) {
        failure = failure.isPresent() ? failure : Optional.of(error(condition, result));
      } else if (!result.isTrue()) {
        return List.of();
      }
    }
    if (failure.isPresent()) {
      return failsClosed() ? List.of(new Objection(failure.get(), "Invalid")) : List.of();
    }
    AdmissionEvaluation evaluation = expressions.over(input);
    List<Objection> objections = new ArrayList<>();
    for (Validation validation : validations) {
      Result result = evaluation.run(validation.expression());
      if (result.error().isPresent()) {
        if (failsClosed()) {
          objections.add(new Objection(error(validation.expression(), result), "Invalid"));
        }
      } else if (!result.isTrue()) {
        objections.add(new Objection(message(validation, evaluation), validation.reason()));
      }
    }
    return objections;
  }

  private static String error(Expression expression, Result result) {
    return "expression '%s' resulted in error: %s"
        .formatted(expression.source(), result.error().orElse(""));
  }

  private static String message(Validation validation, AdmissionEvaluation evaluation) {
    Optional<String> made =
        validation
            .message()
            .flatMap(expression -> evaluation.run(expression).value())
            .map(String::valueOf)
            .map(String::strip)
            .filter(text -> !text.isEmpty() && !text.contains("\n"));
    return made.orElse(
        validation.text().isEmpty()
            ? "failed expression: " + validation.expression().source()
            : validation.text());
  }
}
