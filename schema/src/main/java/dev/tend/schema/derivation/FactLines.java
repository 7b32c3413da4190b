package dev.tend.schema.derivation;

import dev.tend.manifest.BundledLines;
import java.util.List;

/** Reads the tables of facts: columns between blanks, comments after a hash. */
final class FactLines {
  private FactLines() {}

  static List<String[]> read(String resource, int columns) {
    return BundledLines.read(FactLines.class, resource).stream()
        .filter(line -> !line.isBlank())
        .map(line -> split(resource, line, columns))
        .toList();
  }

  private static String[] split(String resource, String line, int columns) {
    String[] parts = line.strip().split("\\s+");
    if (parts.length != columns) {
      throw new IllegalStateException(resource + " wants " + columns + " columns: " + line);
    }
    return parts;
  }
}
