package dev.tend.sync;

import java.nio.file.Path;

/** Makes the cluster match a folder of a checkout: what sync is handed, knowing no Kubernetes. */
@FunctionalInterface
public interface Reconciliation {
  /**
   * Reconciles one app. Ordinary failures are an {@link Outcome}, not an exception.
   *
   * @param name of the app, by which its inventory is found again
   * @param folder of the app in the checkout
   * @param revision the commit id, for messages and history
   */
  Outcome reconcile(String name, Path folder, String revision);

  /** How a reconciliation ended. */
  sealed interface Outcome {
    /** What happened, in a sentence. */
    String summary();

    /** The cluster matches. */
    record Applied(String summary, int changed) implements Outcome {}

    /** The cluster matches what could be applied, and something isn't getting ready. */
    record Unready(String summary) implements Outcome {}

    /** Nothing was changed: the revision is broken, or the cluster can't be reached. */
    record Refused(String summary) implements Outcome {}
  }
}
