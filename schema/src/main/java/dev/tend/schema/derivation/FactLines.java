package dev.tend.schema.derivation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the tables of facts: columns between blanks, comments after a hash. */
final class FactLines {
  private FactLines() {}

  static List<String[]> read(String resource, int columns) {
    try (InputStream in =
        Objects.requireNonNull(FactLines.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> split(resource, line, columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] split(String resource, String line, int columns) {
    String[] parts = line.strip().split("\\s+");
    if (parts.length != columns) {
      throw new IllegalStateException(resource + " wants " + columns + " columns: " + line);
    }
    return parts;
  }
}
