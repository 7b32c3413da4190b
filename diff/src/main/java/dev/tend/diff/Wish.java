package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an object asks of tend by an annotation with the value {@code true}. */
public enum Wish {
  /** Leave it alone; on a live object, too. */
  IGNORE("tend.dev/ignore"),
  /** Create it where it isn't there, and never change it. */
  CREATE_ONLY("tend.dev/create-only"),
  /** Take it from the app that it belongs to, or out of it. */
  ADOPT("tend.dev/adopt");

  private final String annotation;

  Wish(String annotation) {
    this.annotation = annotation;
  }

  public String annotation() {
    return annotation;
  }

  public boolean isOf(ObjectNode object) {
    return object.path("metadata").path("annotations").path(annotation).asText("").equals("true");
  }
}
