package dev.tend.sync.spec;

import java.util.List;

/**
 * Which folders of a repository are apps.
 *
 * @param path a glob with forward slashes, relative to the repository's root: {@code apps/*},
 *     {@code clusters/prod/**}, or {@code .} for the root itself
 */
public record AppPattern(String path) {
  /** The path's steps, none for the root. */
  public List<String> segments() {
    return List.of(path.split("/")).stream()
        .filter(segment -> !segment.isEmpty() && !segment.equals("."))
        .toList();
  }

  @Override
  public String toString() {
    return path;
  }
}
