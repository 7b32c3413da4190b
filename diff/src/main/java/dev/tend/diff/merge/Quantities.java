package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.Quantity;
import dev.tend.schema.FieldSchema;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as the API writes them: {@code 100m}, {@code 1.5Gi}, {@code 2e3}. */
final class Quantities {
  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([eE][+-]?\\d{1,3})|([KMGTPE]i|[numkMGTPE]))?");

  private static final Map<String, BigDecimal> FACTORS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private Quantities() {}

  /** Whether both are quantities of the same amount. */
  static boolean equal(String left, String right) {
    Optional<BigDecimal> amount = amount(left);
    return amount.isPresent()
        && amount(right).filter(other -> other.compareTo(amount.get()) == 0).isPresent();
  }

  /** Spells amounts as built-in kinds store them, in place. */
  static void canonicalize(JsonNode node, FieldSchema schema) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        FieldSchema field = schema.member(member.getKey());
        if (isQuantity(field) && member.getValue().isValueNode()) {
          Quantity.parse(member.getValue().asText())
              .ifPresent(amount -> member.setValue(TextNode.valueOf(amount.canonical())));
        } else {
          canonicalize(member.getValue(), field);
        }
      }
    } else if (node.isArray() && schema instanceof FieldSchema.ListOf list) {
      node.forEach(item -> canonicalize(item, list.items()));
    }
  }

  private static boolean isQuantity(FieldSchema schema) {
    return schema instanceof FieldSchema.Scalar scalar
        && scalar.type() == FieldSchema.Scalar.Type.QUANTITY;
  }

  /** The amount, empty where the text is no quantity. */
  static Optional<BigDecimal> amount(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String exponent = matcher.group(2);
    String suffix = matcher.group(3);
    BigDecimal number = new BigDecimal(matcher.group(1) + (exponent == null ? "" : exponent));
    return Optional.of(suffix == null ? number : number.multiply(FACTORS.get(suffix)));
  }
}
