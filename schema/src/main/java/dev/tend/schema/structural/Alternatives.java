package dev.tend.schema.structural;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** {@code anyOf}, {@code oneOf}, {@code allOf} and {@code not}. */
final class Alternatives {
  private Alternatives() {}

  static void check(
      JsonNode value, JsonNode schema, Place place, String name, List<FieldFault> faults) {
    boolean any = schema.path("x-kubernetes-int-or-string").asBoolean();
    if (!schema.path("anyOf").isEmpty() && !any) {
      List<FieldFault> best = new ArrayList<>();
      if (fitting(value, schema.path("anyOf"), place, best) == 0) {
        add(faults, name, "must validate at least one schema (anyOf)");
        faults.addAll(best);
      }
    }
    if (!schema.path("oneOf").isEmpty()) {
      List<FieldFault> best = new ArrayList<>();
      int found = fitting(value, schema.path("oneOf"), place, best);
      if (found == 0) {
        add(faults, name, "must validate one and only one schema (oneOf). Found none valid");
        faults.addAll(best);
      } else if (found > 1) {
        add(
            faults,
            name,
            "must validate one and only one schema (oneOf). Found %d valid alternatives"
                .formatted(found));
      }
    }
    if (!schema.path("allOf").isEmpty()) {
      boolean all = true;
      for (JsonNode part : schema.path("allOf")) {
        List<FieldFault> found = ValueRules.check(value, part, place, null);
        faults.addAll(found);
        all &= found.isEmpty();
      }
      if (!all) {
        add(faults, name, "must validate all the schemas (allOf)");
      }
    }
    JsonNode not = schema.path("not");
    if (not.isObject() && ValueRules.check(value, not, place, null).isEmpty()) {
      add(faults, name, "must not validate the schema (not)");
    }
  }

  /**
   * How many of the schemas the value fits.
   *
   * @param best receives the fewest faults that one of them has
   */
  private static int fitting(JsonNode value, JsonNode schemas, Place place, List<FieldFault> best) {
    int fitting = 0;
    List<FieldFault> fewest = null;
    for (JsonNode schema : schemas) {
      List<FieldFault> found = ValueRules.check(value, schema, place, null);
      fitting += found.isEmpty() ? 1 : 0;
      fewest = fewest == null || found.size() < fewest.size() ? found : fewest;
    }
    if (fewest != null) {
      best.addAll(fewest);
    }
    return fitting;
  }

  private static void add(List<FieldFault> faults, String name, String rule) {
    faults.add(FieldFault.invalid(Place.ROOT, "\"\"", "\"%s\" %s".formatted(name, rule)));
  }
}
