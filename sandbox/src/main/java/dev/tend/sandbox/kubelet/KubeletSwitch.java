package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Meta;

/** What a node's annotation {@value #ANNOTATION} makes of its kubelet. */
public enum KubeletSwitch {
  /** Runs pods, reports the node. */
  RUNNING,

  /** Reports the node, leaves pods alone: their statuses are somebody else's. */
  MANUAL,

  /** Does nothing, as if the machine were off. */
  STOPPED;

  public static final String ANNOTATION = "sandbox.tend.dev/kubelet";

  public static KubeletSwitch of(JsonNode node) {
    return switch (Meta.annotation(node, ANNOTATION)) {
      case "manual" -> MANUAL;
      case "stopped" -> STOPPED;
      default -> RUNNING;
    };
  }

  boolean runsPods() {
    return this == RUNNING;
  }

  public boolean reportsNode() {
    return this != STOPPED;
  }
}
