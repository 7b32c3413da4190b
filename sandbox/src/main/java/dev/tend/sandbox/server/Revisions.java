package dev.tend.sandbox.server;

import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import java.util.List;
import java.util.Optional;

/** Resource versions as requests carry them. */
final class Revisions {
  private Revisions() {}

  /**
   * @throws ApiFailure without a reason, as servers let this one slip through
   */
  static long parse(String text) {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      String why = "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(text);
      String message = "Invalid value: \"%s\": %s".formatted(text, why);
      Cause cause = new Cause("FieldValueInvalid", message, "resourceVersion");
      throw new ApiFailure(
          500,
          "",
          "resourceVersion: " + message,
          Optional.of(new Details("", "", "", List.of(cause), 0)));
    }
  }
}
