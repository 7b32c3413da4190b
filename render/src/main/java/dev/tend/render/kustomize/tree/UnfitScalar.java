package dev.tend.render.kustomize.tree;

/** A scalar whose text is no value of its type, so that nothing can be made of it. */
public final class UnfitScalar extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfitScalar(String text, Tag tag) {
    super("`" + text + "` is no " + name(tag) + " that JSON can hold");
  }

  private static String name(Tag tag) {
    return switch (tag) {
      case INTEGER -> "whole number";
      case FLOAT -> "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case TIMESTAMP -> "date";
      case NONE, STRING, MERGE -> "value";
    };
  }
}
