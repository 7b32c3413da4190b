package dev.tend.sandbox.conformance;

import java.util.List;

/**
 * A scenario: commands in their order, with what they said.
 *
 * @param recorded the versions it was recorded with, or empty
 * @param rbac whether roles say who may do what
 * @param alone whether nothing else may happen in the cluster meanwhile
 */
record Transcript(
    String area,
    String name,
    List<String> head,
    String recorded,
    boolean rbac,
    boolean alone,
    List<Step> steps,
    List<String> tail) {
  Transcript {
    head = List.copyOf(head);
    steps = List.copyOf(steps);
    tail = List.copyOf(tail);
  }

  String title() {
    return area + "/" + name;
  }

  /** The namespace in which it plays. */
  String namespace() {
    return area + "-" + name;
  }
}
