package dev.tend.render.kustomize.tree;

/**
 * A piece of an object. Nodes never change: whoever wants another content makes another node, so
 * that bases and overlays share what they have in common.
 */
public sealed interface Node permits MapNode, ListNode, ScalarNode {
  /** Whether it is an explicit null. */
  default boolean isNull() {
    return false;
  }

  /** Whether it is null, or a mapping or list that holds nothing. */
  boolean isEmpty();

  /** How much it is when it is written out: its values, long texts counted several times. */
  long weight();

  /** How deep it is nested. */
  int depth();

  /** What a message calls it. */
  String kindName();
}
