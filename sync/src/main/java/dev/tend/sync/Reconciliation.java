package dev.tend.sync;

import java.nio.file.Path;
import java.util.List;

/** Makes the cluster match a folder of a checkout: what sync is handed, knowing no Kubernetes. */
@FunctionalInterface
public interface Reconciliation {
  /** Reconciles one app. Ordinary failures are an {@link Outcome}, not an exception. */
  Outcome reconcile(Target target);

  /** The apps that the one in this folder depends on, by name; those come first. */
  default List<String> dependencies(Path folder) {
    return List.of();
  }

  /**
   * An app of a revision.
   *
   * @param app its name, by which its inventory is found again
   * @param folder of the app in the checkout
   * @param root of the checkout: the app may refer to what lies in it
   * @param revision the commit id, for messages and history
   */
  record Target(String app, Path folder, Path root, String revision) {}

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
