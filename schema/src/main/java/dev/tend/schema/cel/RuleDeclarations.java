package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import dev.tend.schema.structural.SchemaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that one place of a schema declares: their fields, and whether they compile. */
public final class RuleDeclarations {
  private static final Set<String> REASONS =
      Set.of(
          "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

  private RuleDeclarations() {}

  /** What is wrong with the fields of the rules. */
  public static List<FieldFault> shape(JsonNode schema, Place at) {
    List<FieldFault> faults = new ArrayList<>();
    JsonNode rules = schema.path(SchemaRules.RULES);
    for (int i = 0; i < rules.size(); i++) {
      JsonNode rule = rules.get(i);
      Place here = at.child(SchemaRules.RULES).index(i);
      texts(rule, here, faults);
      String reason = rule.path("reason").asText();
      if (rule.hasNonNull("reason") && !REASONS.contains(reason)) {
        String known =
            String.join(
                ", ",
                REASONS.stream().sorted().map(TextNode::valueOf).map(String::valueOf).toList());
        faults.add(
            FieldFault.notSupported(here.child("reason"), rule.path("reason").toString(), known));
      }
      fieldPath(rule.path("fieldPath"), schema, here.child("fieldPath"), faults);
    }
    return faults;
  }

  private static void texts(JsonNode rule, Place here, List<FieldFault> faults) {
    String text = rule.path("rule").asText().strip();
    String message = rule.path("message").asText();
    Place messageAt = here.child("message");
    if (text.isEmpty()) {
      faults.add(FieldFault.required(here.child("rule"), "rule is not specified"));
    } else if (!message.isEmpty() && message.isBlank()) {
      faults.add(
          FieldFault.invalid(
              messageAt, rule.path("message").toString(), "must be non-empty if specified"));
    } else if (hasLines(message.strip())) {
      faults.add(
          FieldFault.invalid(
              messageAt, rule.path("message").toString(), "must not contain line breaks"));
    } else if (hasLines(text) && message.isEmpty()) {
      faults.add(
          FieldFault.required(messageAt, "message must be specified if rule contains line breaks"));
    }
    String expression = rule.path("messageExpression").asText();
    if (!expression.isEmpty() && expression.isBlank()) {
      faults.add(
          FieldFault.required(
              here.child("messageExpression"), "messageExpression must be non-empty if specified"));
    }
  }

  private static void fieldPath(JsonNode path, JsonNode schema, Place at, List<FieldFault> faults) {
    String text = path.asText();
    if (text.isEmpty()) {
      return;
    }
    if (text.isBlank()) {
      faults.add(FieldFault.invalid(at, path.toString(), "must be non-empty if specified"));
    }
    if (hasLines(text)) {
      faults.add(FieldFault.invalid(at, path.toString(), "must not contain line breaks"));
    }
    if (SchemaPath.resolve(text, schema, true).fault().isPresent()) {
      faults.add(FieldFault.invalid(at, path.toString(), "must be a valid path"));
    }
  }

  private static boolean hasLines(String text) {
    return text.contains("\n") || text.contains("\r");
  }

  /**
   * What keeps the rules from running.
   *
   * @param lost a place around them within which old values can't be found, or null
   */
  public static List<FieldFault> compile(
      CelLanguage language, JsonNode schema, boolean root, Place at, @Nullable Place lost) {
    boolean resource = root || schema.path("x-kubernetes-embedded-resource").asBoolean();
    if (new SchemaTypes().of(schema, "selfType", resource).isEmpty()) {
      return List.of(
          new FieldFault(
              FieldFault.Kind.INTERNAL,
              at.child(SchemaRules.RULES),
              "",
              "internal error: failed to construct type information for x-kubernetes-validations"
                  + " rules: unable to convert structural schema to CEL declarations"));
    }
    SchemaRules.Compiler compiler = new SchemaRules.Compiler(language);
    JsonNode rules = schema.path(SchemaRules.RULES);
    List<Boolean> usesOld = compiler.here(schema, resource, at);
    List<FieldFault> faults = new ArrayList<>(compiler.faults());
    for (int i = 0; i < rules.size(); i++) {
      JsonNode rule = rules.get(i);
      Place here = at.child(SchemaRules.RULES).index(i);
      if (usesOld.get(i) && lost != null) {
        faults.add(
            FieldFault.invalid(
                here.child("rule"),
                GoText.quoted(rule.path("rule").asText()),
                "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                    + lost));
      } else if (!usesOld.get(i) && rule.has("optionalOldSelf")) {
        faults.add(
            FieldFault.invalid(
                here.child("optionalOldSelf"),
                rule.path("optionalOldSelf").toString(),
                "may not be set if oldSelf is not used in rule"));
      }
    }
    return faults;
  }
}
