package dev.tend.sync.git;

import org.eclipse.jgit.lib.ObjectId;

/**
 * An entry of a revision's tree.
 *
 * @param path with forward slashes, safe to resolve against a folder
 */
record TreeEntry(String path, Type type, ObjectId id) {
  /** What it becomes in a checkout. */
  enum Type {
    FILE,
    LINK,
    SUBMODULE
  }
}
