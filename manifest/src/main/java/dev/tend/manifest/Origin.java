package dev.tend.manifest;

import java.util.Optional;

/**
 * Where a manifest was written. Lines and columns are computed only when somebody asks, because
 * most runs find nothing to report.
 *
 * @param source the text it was read from
 * @param document 1 for the first YAML document of the source
 * @param item position in the {@code items} of a List, or -1 outside of one
 */
public record Origin(SourceText source, int document, int item) {

  /** For manifests that no file holds, such as what a program generated. */
  public static Origin generated(String by) {
    return new Origin(new SourceText(by, ""), 1, -1);
  }

  /** Where the field stands, or its nearest ancestor that does. */
  public SourceLocation locate(FieldPath path) {
    return YamlPositions.locate(this, path);
  }

  /**
   * The scalar at this place as it was written, before anything was made of it: {@code 1.10}, not
   * 1.1. Empty where there is no scalar.
   */
  public Optional<String> scalarText(FieldPath path) {
    return YamlPositions.scalarText(this, path);
  }
}
