package dev.tend.manifest;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text and its name. Two are equal where both are; what was found out about the text is kept, so
 * that many findings in one file cost one look at it.
 */
public final class SourceText {
  private final String name;
  private final String text;
  private volatile @Nullable List<YamlDocument> documents;

  /**
   * @param name path as the user gave it, a URL, or {@code <stdin>}
   */
  public SourceText(String name, String text) {
    this.name = name;
    this.text = text;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /**
   * The line without its end, for showing a finding; empty outside the text. Lines count from 1.
   */
  public String line(int number) {
    return number < 1 ? "" : text.lines().skip(number - 1L).findFirst().orElse("");
  }

  /** The documents, for who asks again and again. */
  List<YamlDocument> documents() {
    List<YamlDocument> known = documents;
    if (known == null) {
      known = List.copyOf(YamlDocuments.of(this));
      documents = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceText source
        && name.equals(source.name)
        && text.equals(source.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, text);
  }

  @Override
  public String toString() {
    return name;
  }
}
