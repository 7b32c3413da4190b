package dev.tend.render.kustomize.model;

import dev.tend.render.kustomize.tree.Node;

/** What a build may come to: patches and replacements that copy can double an object each. */
public final class Bounds {
  private static final long MOST_VALUES = 2_000_000;
  private static final int DEEPEST = 1_000;
  static final int MOST_OBJECTS = 100_000;

  private Bounds() {}

  /**
   * @throws BuildFailure where the content is larger than any object can be
   */
  public static void check(Node content) {
    if (content.depth() > DEEPEST) {
      throw new BuildFailure("The object would be nested more than " + DEEPEST + " deep");
    }
    if (content.weight() > MOST_VALUES) {
      throw new BuildFailure(
          "The object would hold more than " + MOST_VALUES + " values",
          "A cluster takes objects of about a megabyte");
    }
  }
}
