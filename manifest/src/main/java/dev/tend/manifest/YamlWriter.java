package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes objects as YAML, byte-stable: the same tree always gives the same text. */
public final class YamlWriter {
  private YamlWriter() {}

  /** One document, without a leading {@code ---}, ending in a newline. */
  public static String write(JsonNode node) {
    throw new UnsupportedOperationException(String.valueOf(node));
  }
}
