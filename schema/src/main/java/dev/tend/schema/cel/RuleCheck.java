package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.schema.cel.SchemaRules.Rule;
import dev.tend.schema.structural.Correlation;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the rules of a schema over one object. */
final class RuleCheck {
  private static final int LONGEST_MESSAGE = 5 * 1024;
  private static final String SPENT =
      "validation failed due to running out of cost budget, no further validation rules will be"
          + " run";

  private final List<FieldFault> faults = new ArrayList<>();
  private final List<FieldFault> warnings = new ArrayList<>();
  private final Budget budget = new Budget();
  private boolean stopped;

  /**
   * How far the old value is known.
   *
   * @param here what stood here before; null where that can't be found
   * @param above what stood around the nearest place for which it could
   */
  private record Before(@Nullable Correlation here, @Nullable Correlation above) {
    Before key(String name) {
      if (here == null) {
        return this;
      }
      // Kind and version of an object are never as they were: both are converted.
      boolean type = name.equals("apiVersion") || name.equals("kind");
      return above == null && type ? new Before(null, null) : new Before(here.key(name), here);
    }

    Before index(int index) {
      return here == null ? this : new Before(here.index(index), here);
    }

    boolean isUnchanged() {
      Correlation known = here == null ? above : here;
      return known != null && known.isSame();
    }
  }

  static SchemaVerdict run(SchemaRules rules, JsonNode object, @Nullable JsonNode old) {
    RuleCheck check = new RuleCheck();
    Before before = new Before(Correlation.of(object, old, rules.schema()), null);
    check.walk(rules, Place.ROOT, object, old, before);
    return new SchemaVerdict(check.faults, check.warnings);
  }

  private void walk(
      SchemaRules rules, Place place, JsonNode value, @Nullable JsonNode old, Before before) {
    if (stopped || value.isNull()) {
      return;
    }
    JsonNode known = old == null || old.isNull() || old.isMissingNode() ? null : old;
    here(rules, place, value, known, before);
    for (SchemaRules part : rules.allOf()) {
      walk(part, place, value, known, new Before(null, before.above()));
    }
    if (value.isArray() && rules.items() != null) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode like = Correlation.itemLike(value.path(i), known, rules.schema());
        walk(rules.items(), place.index(i), value.path(i), like, before.index(i));
      }
    } else if (value.isObject()) {
      for (var entry : value.properties()) {
        String name = entry.getKey();
        SchemaRules property = rules.properties().get(name);
        JsonNode theirs = known == null ? null : known.get(name);
        if (property != null) {
          walk(property, place.child(name), entry.getValue(), theirs, before.key(name));
        } else if (rules.additional() != null) {
          walk(rules.additional(), place.key(name), entry.getValue(), theirs, before.key(name));
        }
      }
    }
  }

  private void here(
      SchemaRules rules, Place place, JsonNode value, @Nullable JsonNode old, Before before) {
    if (rules.rules().isEmpty()) {
      return;
    }
    String type = TextNode.valueOf(rules.schema().path("type").asText()).toString();
    Object self = Values.typed(value, rules.schema(), rules.resource());
    Object oldSelf = old == null ? null : Values.typed(old, rules.schema(), rules.resource());
    for (Rule rule : rules.rules()) {
      if (stopped) {
        return;
      }
      if (rule.usesOld() && oldSelf == null && !rule.oldIsOptional()) {
        continue;
      }
      Map<String, Object> variables = new HashMap<>();
      variables.put("self", self);
      if (rule.oldIsOptional()) {
        variables.put("oldSelf", Optional.ofNullable(oldSelf));
      } else if (oldSelf != null) {
        variables.put("oldSelf", oldSelf);
      }
      try {
        if (!Boolean.TRUE.equals(rule.program().run(variables, budget))) {
          broken(rule, place.resolve(rule.place()), type, variables, before);
        }
      } catch (CelFault fault) {
        failed(rule, place, type, fault.message());
      }
    }
  }

  private void failed(Rule rule, Place place, String type, String why) {
    String detail;
    if (budget.isSpent()) {
      detail = SPENT;
      stopped = true;
    } else if (why.startsWith("operation cancelled")) {
      detail =
          "'%s': no further validation rules will be run due to call cost exceeds limit for rule: %s"
              .formatted(why, rule.called());
      stopped = true;
    } else if (why.startsWith("no such overload")) {
      detail =
          "'%s': call arguments did not match a supported operator, function or macro signature for rule: %s"
              .formatted(why, rule.called());
    } else {
      detail = "%s evaluating rule: %s".formatted(why, rule.called());
    }
    faults.add(FieldFault.invalid(place, type, detail));
  }

  private void broken(
      Rule rule, Place place, String type, Map<String, Object> variables, Before before) {
    String message = rule.message();
    if (rule.messageExpression().isPresent()) {
      message = message(rule.messageExpression().get(), variables).orElse(message);
    }
    FieldFault fault =
        switch (rule.reason()) {
          case "FieldValueForbidden" -> FieldFault.forbidden(place, message);
          case "FieldValueRequired" -> FieldFault.required(place, message);
          case "FieldValueDuplicate" -> FieldFault.duplicate(place, type);
          default -> FieldFault.invalid(place, type, message);
        };
    boolean allowed = !rule.usesOld() && before.isUnchanged();
    (allowed ? warnings : faults).add(fault);
  }

  /** Empty where the expression makes none that can be shown. */
  private Optional<String> message(Program expression, Map<String, Object> variables) {
    try {
      String text = String.valueOf(expression.run(variables, budget)).strip();
      boolean fit = !text.isEmpty() && !text.contains("\n") && text.length() <= LONGEST_MESSAGE;
      return fit ? Optional.of(text) : Optional.empty();
    } catch (CelFault e) {
      return Optional.empty();
    }
  }
}
