package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.cel.AdmissionExpressions.Kind;
import dev.tend.schema.cel.AdmissionExpressions.Outcome;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What servers refuse of admission policies and their bindings themselves. */
public final class PolicyCheck {
  private static final Place SPEC = Place.ROOT.child("spec");
  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge");

  private final List<FieldFault> faults = new ArrayList<>();

  private PolicyCheck() {}

  public static List<FieldFault> policy(ObjectNode policy, Supplier<CelLanguage> language) {
    PolicyCheck check = new PolicyCheck();
    JsonNode spec = policy.path("spec");
    check.among(spec.path("failurePolicy"), SPEC.child("failurePolicy"), List.of("Fail", "Ignore"));
    check.constraints(spec.path("matchConstraints"));
    check.expressions(spec, language.get());
    if (spec.path("validations").isEmpty() && spec.path("auditAnnotations").isEmpty()) {
      String rule = "validations or auditAnnotations must contain at least one item";
      check.faults.add(FieldFault.required(SPEC.child("validations"), rule));
      check.faults.add(FieldFault.required(SPEC.child("auditAnnotations"), rule));
    }
    return check.faults;
  }

  private void constraints(JsonNode constraints) {
    Place at = SPEC.child("matchConstraints");
    if (!constraints.isObject()) {
      faults.add(FieldFault.required(at, ""));
      return;
    }
    if (constraints.path("resourceRules").isEmpty()) {
      faults.add(FieldFault.required(at.child("resourceRules"), ""));
    }
    for (String field : List.of("resourceRules", "excludeResourceRules")) {
      JsonNode rules = constraints.path(field);
      for (int i = 0; i < rules.size(); i++) {
        rule(rules.get(i), at.child(field).index(i));
      }
    }
  }

  private void rule(JsonNode rule, Place at) {
    for (String field : List.of("operations", "apiGroups", "apiVersions", "resources")) {
      if (rule.path(field).isEmpty()) {
        faults.add(FieldFault.required(at.child(field), ""));
      }
    }
    for (int i = 0; i < rule.path("operations").size(); i++) {
      among(rule.path("operations").get(i), at.child("operations").index(i), OPERATIONS);
    }
  }

  private void expressions(JsonNode spec, CelLanguage language) {
    boolean parameters = spec.path("paramKind").isObject();
    Set<String> names = new HashSet<>();
    AdmissionExpressions conditions = new AdmissionExpressions(language, parameters, true);
    for (int i = 0; i < spec.path("matchConditions").size(); i++) {
      JsonNode condition = spec.path("matchConditions").get(i);
      Place at = SPEC.child("matchConditions").index(i);
      String name = condition.path("name").asText();
      if (name.isEmpty()) {
        faults.add(FieldFault.required(at.child("name"), ""));
      } else if (!names.add(name)) {
        faults.add(FieldFault.duplicate(at.child("name"), condition.path("name").toString()));
      }
      compiled(conditions, condition, "expression", Kind.BOOL, at);
    }
    AdmissionExpressions all = new AdmissionExpressions(language, parameters, true);
    for (int i = 0; i < spec.path("variables").size(); i++) {
      variable(all, spec.path("variables").get(i), SPEC.child("variables").index(i));
    }
    for (int i = 0; i < spec.path("validations").size(); i++) {
      validation(all, spec.path("validations").get(i), SPEC.child("validations").index(i));
    }
    for (int i = 0; i < spec.path("auditAnnotations").size(); i++) {
      compiled(
          all,
          spec.path("auditAnnotations").get(i),
          "valueExpression",
          Kind.TEXT_OR_NULL,
          SPEC.child("auditAnnotations").index(i));
    }
  }

  private void variable(AdmissionExpressions all, JsonNode variable, Place at) {
    String name = variable.path("name").asText();
    if (name.isEmpty()) {
      faults.add(FieldFault.required(at.child("name"), "name is not specified"));
    } else if (!AdmissionExpressions.isIdentifier(name)) {
      invalid(at.child("name"), variable.path("name"), "must be a valid CEL identifier");
      return;
    }
    if (variable.path("expression").asText().isBlank()) {
      faults.add(FieldFault.required(at.child("expression"), "expression is not specified"));
      return;
    }
    all.define(name, variable.path("expression").asText())
        .ifPresent(why -> invalid(at.child("expression"), variable.path("expression"), why));
  }

  private void validation(AdmissionExpressions all, JsonNode validation, Place at) {
    compiled(all, validation, "expression", Kind.BOOL, at);
    String message = validation.path("message").asText();
    if (!message.isEmpty() && message.isBlank()) {
      invalid(
          at.child("message"),
          validation.path("message"),
          "message must be non-empty if specified");
    } else if (message.strip().contains("\n")) {
      invalid(at.child("message"), validation.path("message"), "must not contain line breaks");
    }
    if (!validation.path("messageExpression").asText().isEmpty()) {
      compiled(all, validation, "messageExpression", Kind.TEXT, at);
    }
    among(validation.path("reason"), at.child("reason"), REASONS);
  }

  private void compiled(
      AdmissionExpressions all, JsonNode holder, String field, Kind kind, Place at) {
    String source = holder.path(field).asText();
    if (source.isBlank()) {
      faults.add(FieldFault.required(at.child(field), "expression is not specified"));
    } else if (all.compile(source.strip(), kind) instanceof Outcome.Refused(String why)) {
      invalid(at.child(field), holder.path(field), why);
    }
  }

  public static List<FieldFault> binding(ObjectNode binding) {
    PolicyCheck check = new PolicyCheck();
    JsonNode spec = binding.path("spec");
    if (spec.path("policyName").asText().isEmpty()) {
      check.faults.add(FieldFault.required(SPEC.child("policyName"), ""));
    }
    check.parameters(spec.path("paramRef"), SPEC.child("paramRef"));
    check.actions(spec.path("validationActions"), SPEC.child("validationActions"));
    return check.faults;
  }

  private void parameters(JsonNode reference, Place at) {
    if (!reference.isObject()) {
      return;
    }
    boolean named = !reference.path("name").asText().isEmpty();
    boolean selected = reference.path("selector").isObject();
    if (named && selected) {
      String rule = "name and selector are mutually exclusive";
      faults.add(FieldFault.forbidden(at.child("name"), rule));
      faults.add(FieldFault.forbidden(at.child("selector"), rule));
    } else if (!named && !selected) {
      faults.add(FieldFault.required(at, "one of name or selector must be specified"));
    }
    JsonNode action = reference.path("parameterNotFoundAction");
    if (action.asText().isEmpty()) {
      faults.add(FieldFault.required(at.child("parameterNotFoundAction"), ""));
    } else {
      among(action, at.child("parameterNotFoundAction"), List.of("Allow", "Deny"));
    }
  }

  private void actions(JsonNode actions, Place at) {
    if (actions.isEmpty()) {
      faults.add(FieldFault.required(at, "at least one validation action is required"));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < actions.size(); i++) {
      among(actions.get(i), at.index(i), List.of("Audit", "Deny", "Warn"));
      if (!seen.add(actions.get(i).asText())) {
        faults.add(FieldFault.duplicate(at.index(i), actions.get(i).toString()));
      }
    }
    if (seen.contains("Deny") && seen.contains("Warn")) {
      invalid(
          at,
          actions,
          "must not contain both Deny and Warn (repeating the same validation failure information"
              + " in the API response and headers serves no purpose)");
    }
  }

  private void among(JsonNode value, Place at, List<String> known) {
    if (value.isTextual() && !known.contains(value.asText())) {
      String all = String.join(", ", known.stream().map(one -> "\"" + one + "\"").toList());
      faults.add(FieldFault.notSupported(at, value.toString(), all));
    }
  }

  private void invalid(Place at, JsonNode value, String detail) {
    faults.add(FieldFault.invalid(at, value.toString(), detail));
  }
}
