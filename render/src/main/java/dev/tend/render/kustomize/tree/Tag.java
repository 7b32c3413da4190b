package dev.tend.render.kustomize.tree;

/** What a scalar was read as, or is to be written as. */
public enum Tag {
  /** Whatever its text looks like. */
  NONE,
  STRING,
  INTEGER,
  FLOAT,
  BOOLEAN,
  NULL,
  TIMESTAMP,
  /** The key {@code <<} of an inherited mapping. */
  MERGE
}
