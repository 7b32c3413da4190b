package dev.tend.sandbox.admission;

/**
 * One of the server's admission plugins: completes objects that are created or changed, and refuses
 * those that may not be.
 */
public interface Plugin {
  /** Completes the object in place, before it is validated. */
  default void complete(Attempt attempt) {}

  /**
   * Refuses the object as it would be stored.
   *
   * @throws dev.tend.sandbox.store.ApiFailure in the server's words
   */
  default void validate(Attempt attempt) {}

  /** Whether it is also asked about writes of status and approval. */
  default boolean seesParts() {
    return false;
  }
}
