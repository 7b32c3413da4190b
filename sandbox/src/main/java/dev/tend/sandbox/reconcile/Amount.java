package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Quantity;
import java.math.RoundingMode;

/** Quantities as numbers to add up. */
public final class Amount {
  private Amount() {}

  /** In thousandths of the unit, rounded up; 0 for what is no quantity, which the API refuses. */
  public static long milli(JsonNode quantity) {
    return Quantity.parse(quantity.asText(""))
        .map(parsed -> parsed.value().movePointRight(3).setScale(0, RoundingMode.UP).longValue())
        .orElse(0L);
  }
}
