package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.schema.structural.FieldFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Collects what is wrong with an object, field by field. */
public final class Violations {
  private final List<Cause> causes = new ArrayList<>();

  public List<Cause> causes() {
    return List.copyOf(causes);
  }

  public boolean isEmpty() {
    return causes.isEmpty();
  }

  void add(List<FieldFault> faults) {
    faults.forEach(fault -> add(fault.kind().reason(), fault.place().toString(), fault.message()));
  }

  void required(String field, String detail) {
    add(
        "FieldValueRequired",
        field,
        detail.isEmpty() ? "Required value" : "Required value: " + detail);
  }

  void required(String field) {
    required(field, "");
  }

  void invalid(String field, JsonNode value, String detail) {
    add("FieldValueInvalid", field, "Invalid value: %s: %s".formatted(shown(value), detail));
  }

  void invalid(String field, String value, String detail) {
    add("FieldValueInvalid", field, "Invalid value: \"%s\": %s".formatted(value, detail));
  }

  void unsupported(String field, JsonNode value, Collection<String> supported) {
    List<String> quoted = new TreeSet<>(supported).stream().map(one -> "\"" + one + "\"").toList();
    add(
        "FieldValueNotSupported",
        field,
        "Unsupported value: %s: supported values: %s"
            .formatted(shown(value), String.join(", ", quoted)));
  }

  void duplicate(String field, JsonNode value) {
    add("FieldValueDuplicate", field, "Duplicate value: " + shown(value));
  }

  void notFound(String field, JsonNode value) {
    add("FieldValueNotFound", field, "Not found: " + shown(value));
  }

  void forbidden(String field, String detail) {
    add("FieldValueForbidden", field, "Forbidden: " + detail);
  }

  void tooLong(String field, int most) {
    add("FieldValueTooLong", field, "Too long: may not be more than %d bytes".formatted(most));
  }

  void tooMany(String field, int found, int most) {
    add(
        "FieldValueTooMany",
        field,
        "Too many: %d: must have at most %d items".formatted(found, most));
  }

  void typeInvalid(String field, JsonNode value, String detail) {
    add("FieldValueTypeInvalid", field, "Invalid value: %s: %s".formatted(shown(value), detail));
  }

  private void add(String reason, String field, String message) {
    causes.add(new Cause(reason, message, field));
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "null" : value.toString();
  }
}
