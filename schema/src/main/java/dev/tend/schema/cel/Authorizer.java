package dev.tend.schema.cel;

/** Answers what expressions ask of the {@code authorizer}. */
public interface Authorizer {
  /**
   * What somebody wants to do.
   *
   * @param user {@code system:serviceaccount:NAMESPACE:NAME}, or empty for who makes the request
   * @param path of a request that is for no resource, or empty
   */
  record Question(
      String user,
      String verb,
      String path,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {}

  /** Whether it is allowed, and why. */
  record Answer(boolean allowed, String reason) {}

  Answer answer(Question question);
}
