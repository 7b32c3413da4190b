package dev.tend.schema.policy;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;

/**
 * One thing that a policy asks.
 *
 * @param id {@code policy/latest-tag}
 * @param severity where nobody says otherwise
 */
record PolicyRule(String id, Problem.Severity severity, Check check) {

  /** Looks at a manifest. */
  @FunctionalInterface
  interface Check {
    void of(Subject subject, Sink sink);
  }

  /** Takes what is wrong. */
  @FunctionalInterface
  interface Sink {
    void add(FieldPath path, String message, String hint);
  }

  static PolicyRule error(String name, Check check) {
    return new PolicyRule("policy/" + name, Problem.Severity.ERROR, check);
  }

  static PolicyRule warning(String name, Check check) {
    return new PolicyRule("policy/" + name, Problem.Severity.WARNING, check);
  }
}
