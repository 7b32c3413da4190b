package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers that may be written as a share of something: {@code 1}, {@code "25%"}. */
final class IntOrPercent {
  private IntOrPercent() {}

  static int of(JsonNode value, int total, boolean roundUp, int otherwise) {
    if (value.isIntegralNumber()) {
      return value.asInt();
    }
    String text = value.asText("");
    if (!text.endsWith("%")) {
      return otherwise;
    }
    try {
      long share = Math.multiplyFull(Integer.parseInt(text.substring(0, text.length() - 1)), total);
      return Math.toIntExact(roundUp ? Math.ceilDiv(share, 100L) : Math.floorDiv(share, 100L));
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }
}
