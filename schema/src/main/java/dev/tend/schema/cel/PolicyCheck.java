package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.schema.cel.AdmissionExpressions.Kind;
import dev.tend.schema.cel.AdmissionExpressions.Outcome;
import dev.tend.schema.rules.PolicyRules;
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
  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge");

  private static final String MISSING = "expression is not specified";

  private final List<FieldFault> faults = new ArrayList<>();

  private PolicyCheck() {}

  public static List<FieldFault> policy(ObjectNode policy, Supplier<CelLanguage> language) {
    PolicyCheck check = new PolicyCheck();
    JsonNode spec = policy.path("spec");
    check.among(spec.path("failurePolicy"), SPEC.child("failurePolicy"), List.of("Fail", "Ignore"));
    check.constraints(policy, spec.path("matchConstraints"));
    check.expressions(policy, language.get());
    if (spec.path("validations").isEmpty() && spec.path("auditAnnotations").isEmpty()) {
      String rule = "validations or auditAnnotations must contain at least one item";
      check.faults.add(FieldFault.required(SPEC.child("validations"), rule));
      check.faults.add(FieldFault.required(SPEC.child("auditAnnotations"), rule));
    }
    return check.faults;
  }

  private void constraints(ObjectNode policy, JsonNode constraints) {
    Place at = SPEC.child("matchConstraints");
    if (!constraints.isObject()) {
      faults.add(FieldFault.required(at, ""));
      return;
    }
    if (constraints.path("resourceRules").isEmpty()) {
      faults.add(FieldFault.required(at.child("resourceRules"), ""));
    }
    faults.addAll(PolicyRules.resourceRules(policy, "matchConstraints"));
  }

  private void expressions(ObjectNode policy, CelLanguage language) {
    JsonNode spec = policy.path("spec");
    boolean parameters = spec.path("paramKind").isObject();
    conditions(
        new AdmissionExpressions(language, parameters, true),
        spec.path("matchConditions"),
        SPEC.child("matchConditions"));
    AdmissionExpressions all = new AdmissionExpressions(language, parameters, true);
    if (!spec.path("variables").isEmpty()) {
      all.composed();
    }
    for (int i = 0; i < spec.path("variables").size(); i++) {
      variable(all, spec.path("variables").get(i), SPEC.child("variables").index(i));
    }
    for (int i = 0; i < spec.path("validations").size(); i++) {
      validation(all, spec.path("validations").get(i), SPEC.child("validations").index(i));
    }
    annotations(
        all,
        spec.path("auditAnnotations"),
        policy.path("metadata").path("name").asText(),
        SPEC.child("auditAnnotations"));
  }

  private void conditions(AdmissionExpressions all, JsonNode conditions, Place place) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      JsonNode condition = conditions.get(i);
      Place at = place.index(i);
      compiled(all, condition, "expression", Kind.BOOL, at, "");
      String name = condition.path("name").asText();
      if (name.isEmpty()) {
        faults.add(FieldFault.required(at.child("name"), ""));
        continue;
      }
      PolicyRules.qualifiedName(name)
          .forEach(why -> invalid(at.child("name"), condition.path("name"), why));
      if (!names.add(name)) {
        faults.add(FieldFault.duplicate(at.child("name"), condition.path("name").toString()));
      }
    }
  }

  /** The keys stand behind the policy's name. */
  private void annotations(
      AdmissionExpressions all, JsonNode annotations, String policy, Place place) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < annotations.size(); i++) {
      JsonNode annotation = annotations.get(i);
      Place at = place.index(i);
      JsonNode key = annotation.path("key");
      String whole = policy + "/" + key.asText();
      PolicyRules.qualifiedName(whole)
          .forEach(why -> invalid(at.child("key"), TextNode.valueOf(whole), why));
      compiled(
          all,
          annotation,
          "valueExpression",
          Kind.TEXT_OR_NULL,
          at,
          "valueExpression is not specified");
      if (!keys.add(key.asText())) {
        faults.add(FieldFault.duplicate(at.child("key"), key.toString()));
      }
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
      faults.add(FieldFault.required(at.child("expression"), MISSING));
      return;
    }
    all.define(name, variable.path("expression").asText())
        .ifPresent(why -> invalid(at.child("expression"), variable.path("expression"), why));
  }

  private void validation(AdmissionExpressions all, JsonNode validation, Place at) {
    compiled(all, validation, "expression", Kind.BOOL, at, MISSING);
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
      compiled(all, validation, "messageExpression", Kind.TEXT, at, MISSING);
    }
    among(validation.path("reason"), at.child("reason"), REASONS);
  }

  private void compiled(
      AdmissionExpressions all,
      JsonNode holder,
      String field,
      Kind kind,
      Place at,
      String missing) {
    String source = holder.path(field).asText();
    if (source.isBlank()) {
      faults.add(FieldFault.required(at.child(field), missing));
    } else if (all.compile(source.strip(), kind) instanceof Outcome.Refused(String why)) {
      invalid(at.child(field), holder.path(field), why);
    }
  }

  /** Of the conditions of admission webhooks. */
  public static List<FieldFault> webhooks(
      ObjectNode configuration, Supplier<CelLanguage> language) {
    PolicyCheck check = new PolicyCheck();
    JsonNode webhooks = configuration.path("webhooks");
    for (int i = 0; i < webhooks.size(); i++) {
      JsonNode conditions = webhooks.get(i).path("matchConditions");
      if (!conditions.isEmpty()) {
        check.conditions(
            new AdmissionExpressions(language.get(), false, true),
            conditions,
            Place.ROOT.child("webhooks").index(i).child("matchConditions"));
      }
    }
    return check.faults;
  }

  public static List<FieldFault> binding(ObjectNode binding) {
    PolicyCheck check = new PolicyCheck();
    JsonNode spec = binding.path("spec");
    if (spec.path("policyName").asText().isEmpty()) {
      check.faults.add(FieldFault.required(SPEC.child("policyName"), ""));
    }
    check.parameters(spec.path("paramRef"), SPEC.child("paramRef"));
    check.faults.addAll(PolicyRules.resourceRules(binding, "matchResources"));
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
