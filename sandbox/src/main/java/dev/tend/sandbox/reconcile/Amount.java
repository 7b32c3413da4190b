package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Quantities as numbers. */
public final class Amount {
  private Amount() {}

  /** In thousandths of the unit; 0 for what is no quantity, which the API refuses. */
  public static long milli(JsonNode quantity) {
    String text = quantity.asText("");
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    try {
      BigDecimal number = new BigDecimal(text.substring(0, end));
      return number.multiply(factor(text.substring(end))).longValue();
    } catch (NumberFormatException notAQuantity) {
      return 0;
    }
  }

  private static BigDecimal factor(String suffix) {
    return switch (suffix) {
      case "n" -> new BigDecimal("0.000001");
      case "u" -> new BigDecimal("0.001");
      case "m" -> BigDecimal.ONE;
      case "k" -> BigDecimal.valueOf(1_000_000L);
      case "M" -> BigDecimal.valueOf(1_000_000_000L);
      case "G" -> BigDecimal.valueOf(1_000_000_000_000L);
      case "T" -> BigDecimal.valueOf(1_000_000_000_000_000L);
      case "Ki" -> BigDecimal.valueOf(1000L << 10);
      case "Mi" -> BigDecimal.valueOf(1000L << 20);
      case "Gi" -> BigDecimal.valueOf(1000L << 30);
      case "Ti" -> BigDecimal.valueOf(1000L << 40);
      default -> BigDecimal.valueOf(1000);
    };
  }
}
