package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one metric says about the number of replicas. */
sealed interface Proposal {
  /** The metric as it goes into the status. */
  ObjectNode status();

  /**
   * @param metric as reasons call it
   */
  record Replicas(int count, String metric, ObjectNode status) implements Proposal {}

  /**
   * There is nothing to go by.
   *
   * @param reason of the condition and the event
   * @param message of both
   * @param whole the same as it is told of all metrics together
   */
  record Unable(String reason, String message, String whole) implements Proposal {
    @Override
    public ObjectNode status() {
      return JsonNodeFactory.instance.objectNode().put("type", "");
    }
  }
}
