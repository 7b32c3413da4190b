package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.amounts.Usage;
import java.util.Collection;
import java.util.List;

/** What objects of one kind cost. */
interface Evaluator {
  /** Whether a write can change what the object costs. */
  boolean handles(Attempt attempt);

  /** Which of these names are about objects of this kind. */
  List<String> matching(Collection<String> names);

  Usage usage(ObjectNode object);

  /**
   * Whether the object is in one scope of a quota.
   *
   * @param scope scopeName, operator, values
   */
  default boolean inScope(ObjectNode object, JsonNode scope) {
    return false;
  }

  /** Why an object can't be counted against these names; empty where it can. */
  default String missing(ObjectNode object, Collection<String> names) {
    return "";
  }
}
