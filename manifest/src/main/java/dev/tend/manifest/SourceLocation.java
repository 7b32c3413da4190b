package dev.tend.manifest;

/**
 * A place in a source.
 *
 * @param file path as the user gave it, a URL, or {@code <stdin>}
 * @param document 1 for the first YAML document of the file
 * @param line 1-based line in the file, 0 where it isn't known
 * @param column 1-based column, 0 where it isn't known
 */
public record SourceLocation(String file, int document, int line, int column) {
  /** {@code file:line:column}, as far as they are known. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
