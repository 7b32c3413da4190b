package dev.tend.manifest;

import java.util.Optional;

/**
 * Where a manifest was written. Lines and columns are computed only when somebody asks, because
 * most runs find nothing to report.
 *
 * @param source the text it was read from
 * @param document 1 for the first YAML document of the source
 * @param item position in the {@code items} of a List, or -1 outside of one
 * @param within the part of the document that the manifest was made from, or the root
 */
public record Origin(SourceText source, int document, int item, FieldPath within) {
  public Origin(SourceText source, int document, int item) {
    this(source, document, item, FieldPath.ROOT);
  }

  /** For manifests that no file holds, such as what a program generated. */
  public static Origin generated(String by) {
    return new Origin(new SourceText(by, ""), 1, -1);
  }

  /** Where the field stands, or its nearest ancestor that does. */
  public SourceLocation locate(FieldPath path) {
    return YamlPositions.locate(this, path);
  }

  /**
   * A scalar before anything was made of it.
   *
   * @param text {@code 1.10} where the value is 1.1
   * @param quoted whether quotes or a block keep it from being anything but text
   */
  public record Scalar(String text, boolean quoted) {}

  /** The scalar at this place as it was written; empty where there is none. */
  public Optional<Scalar> scalar(FieldPath path) {
    return YamlPositions.scalar(this, path);
  }
}
