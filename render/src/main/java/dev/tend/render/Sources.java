package dev.tend.render;

import java.nio.file.Path;

/** Finds out what a source is. */
public final class Sources {
  private Sources() {}

  /**
   * The source that a word on the command line names.
   *
   * @param word a path, {@code -} or a URL
   * @param base the folder that relative paths start from
   */
  public static Source detect(String word, Path base) {
    throw new UnsupportedOperationException(word + base);
  }
}
