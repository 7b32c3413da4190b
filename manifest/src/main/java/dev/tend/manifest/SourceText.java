package dev.tend.manifest;

/**
 * A text and its name.
 *
 * @param name path as the user gave it, a URL, or {@code <stdin>}
 */
public record SourceText(String name, String text) {
  /**
   * The line without its end, for showing a finding; empty outside the text. Lines count from 1.
   */
  public String line(int number) {
    return number < 1 ? "" : text.lines().skip(number - 1L).findFirst().orElse("");
  }

  @Override
  public String toString() {
    return name;
  }
}
