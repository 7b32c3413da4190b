package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.tend.schema.cel.CelLanguage.Compilation;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import dev.tend.schema.structural.SchemaPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules ({@code x-kubernetes-validations}) of one place of a schema and of all below it,
 * compiled.
 *
 * @param schema of this place
 * @param resource whether it is the root of a resource
 */
record SchemaRules(
    JsonNode schema,
    boolean resource,
    List<Rule> rules,
    List<SchemaRules> allOf,
    Map<String, SchemaRules> properties,
    @Nullable SchemaRules items,
    @Nullable SchemaRules additional) {
  static final String RULES = "x-kubernetes-validations";

  /**
   * One rule.
   *
   * @param place what its fault is said of, from here
   * @param message as a server prints it where no expression makes another
   * @param called how errors name the rule
   */
  record Rule(
      Program program,
      Optional<Program> messageExpression,
      Place place,
      String message,
      String called,
      String reason,
      boolean usesOld,
      boolean oldIsOptional) {}

  /** Compiles; what can't be compiled is left out and reported. */
  static final class Compiler {
    private final CelLanguage language;
    private final List<FieldFault> faults = new ArrayList<>();

    Compiler(CelLanguage language) {
      this.language = language;
    }

    /** By places in the schema. */
    List<FieldFault> faults() {
      return faults;
    }

    /** Null where there are no rules here or below. */
    @Nullable SchemaRules compile(JsonNode schema, boolean root, Place at) {
      return compile(schema, schema, root, at);
    }

    /** Of each rule that is declared right here, whether it compiles and uses the old value. */
    List<Boolean> here(JsonNode schema, boolean resource, Place at) {
      List<Boolean> usesOld = new ArrayList<>();
      for (Optional<Rule> rule : all(schema, schema, resource, at)) {
        usesOld.add(rule.isPresent() && rule.get().usesOld());
      }
      return usesOld;
    }

    private @Nullable SchemaRules compile(
        JsonNode declaring, JsonNode schema, boolean root, Place at) {
      if (!declaring.isObject() || !schema.isObject()) {
        return null;
      }
      boolean resource = root || schema.path("x-kubernetes-embedded-resource").asBoolean();
      List<Rule> rules =
          declaring.path(RULES).isEmpty() ? List.of() : rules(declaring, schema, resource, at);
      List<SchemaRules> allOf = new ArrayList<>();
      for (int i = 0; i < declaring.path("allOf").size(); i++) {
        SchemaRules part =
            compile(declaring.path("allOf").path(i), schema, root, at.child("allOf").index(i));
        if (part != null) {
          allOf.add(part);
        }
      }
      Map<String, SchemaRules> properties = new LinkedHashMap<>();
      for (var property : declaring.path("properties").properties()) {
        String name = property.getKey();
        SchemaRules part =
            compile(
                property.getValue(),
                schema.path("properties").path(name),
                false,
                at.child("properties").key(name));
        if (part != null) {
          properties.put(name, part);
        }
      }
      SchemaRules items =
          compile(declaring.path("items"), schema.path("items"), false, at.child("items"));
      SchemaRules additional =
          compile(
              declaring.path("additionalProperties"),
              schema.path("additionalProperties"),
              false,
              at.child("additionalProperties"));
      boolean none =
          rules.isEmpty()
              && allOf.isEmpty()
              && properties.isEmpty()
              && items == null
              && additional == null;
      return none
          ? null
          : new SchemaRules(schema, resource, rules, allOf, properties, items, additional);
    }

    private List<Rule> rules(JsonNode declaring, JsonNode schema, boolean resource, Place at) {
      return all(declaring, schema, resource, at).stream().flatMap(Optional::stream).toList();
    }

    private List<Optional<Rule>> all(
        JsonNode declaring, JsonNode schema, boolean resource, Place at) {
      SchemaTypes types = new SchemaTypes();
      Optional<CelType> self = types.of(schema, "selfType", resource);
      List<Optional<Rule>> rules = new ArrayList<>();
      if (self.isEmpty()) {
        return rules;
      }
      CelLanguage.Scope plain =
          language.scope(Map.of("self", self.get(), "oldSelf", self.get()), types.provider());
      CelLanguage.Scope optional =
          language.scope(
              Map.of("self", self.get(), "oldSelf", OptionalType.create(self.get())),
              types.provider());
      int i = 0;
      for (JsonNode rule : declaring.path(RULES)) {
        boolean oldIsOptional = rule.path("optionalOldSelf").asBoolean();
        rules.add(rule(rule, schema, oldIsOptional ? optional : plain, at.child(RULES).index(i)));
        i++;
      }
      return rules;
    }

    private Optional<Rule> rule(JsonNode rule, JsonNode schema, CelLanguage.Scope scope, Place at) {
      if (rule.path("rule").asText().isBlank()) {
        return Optional.empty();
      }
      Optional<Program> program =
          program(
              rule,
              "rule",
              scope,
              SimpleType.BOOL,
              at,
              "",
              "cel expression must evaluate to a bool");
      if (program.isEmpty()) {
        return Optional.empty();
      }
      Optional<Program> message =
          rule.path("messageExpression").asText().isEmpty()
              ? Optional.empty()
              : program(
                  rule,
                  "messageExpression",
                  scope,
                  SimpleType.STRING,
                  at,
                  "messageExpression ",
                  "messageExpression must evaluate to a string");
      String text = rule.path("message").asText().strip();
      String called = text.isEmpty() ? rule.path("rule").asText().strip() : text;
      SchemaPath path = SchemaPath.resolve(rule.path("fieldPath").asText(), schema, true);
      boolean usesOld = program.get().uses("oldSelf");
      return Optional.of(
          new Rule(
              program.get(),
              message,
              path.place(),
              text.isEmpty() ? "failed rule: " + called : text,
              called,
              rule.path("reason").asText(),
              usesOld,
              rule.path("optionalOldSelf").asBoolean()));
    }

    private Optional<Program> program(
        JsonNode rule,
        String field,
        CelLanguage.Scope scope,
        CelType wanted,
        Place at,
        String prefix,
        String otherwise) {
      switch (scope.compile(rule.path(field).asText())) {
        case Compilation.Checked(Program program) -> {
          if (program.resultType().equals(wanted)) {
            return Optional.of(program);
          }
          faults.add(FieldFault.invalid(at.child(field), GoText.rule(rule), otherwise));
        }
        case Compilation.Refused(String message) ->
            faults.add(FieldFault.invalid(at.child(field), GoText.rule(rule), prefix + message));
      }
      return Optional.empty();
    }
  }
}
