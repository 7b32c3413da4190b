package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;

/** A new node takes no pods until it is known to be ready. */
final class TaintNodesByCondition implements Plugin {
  private static final String NOT_READY = "node.kubernetes.io/not-ready";

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isOf(Kinds.NODE) || !attempt.isCreate()) {
      return;
    }
    for (JsonNode taint : attempt.spec().path("taints")) {
      if (taint.path("key").asText().equals(NOT_READY)
          && taint.path("effect").asText().equals("NoSchedule")) {
        return;
      }
    }
    attempt
        .spec()
        .withArray("taints")
        .addObject()
        .put("key", NOT_READY)
        .put("effect", "NoSchedule");
  }
}
