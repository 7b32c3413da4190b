package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Amounts of bytes that aren't whole. */
final class Fractions {
  private Fractions() {}

  static void check(JsonNode amounts, String resource, String path, List<String> warnings) {
    if (!amounts.has(resource)) {
      return;
    }
    String text = amounts.path(resource).asText();
    Optional<Quantity> amount = Quantity.parse(text);
    if (amount.isPresent() && amount.get().value().remainder(BigDecimal.ONE).signum() != 0) {
      warnings.add(
          "%s[%s]: fractional byte value \"%s\" is invalid, must be an integer"
              .formatted(path, resource, text));
    }
  }
}
