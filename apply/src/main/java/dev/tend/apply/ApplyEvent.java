package dev.tend.apply;

import dev.tend.apply.rollout.Diagnosis;
import dev.tend.apply.rollout.Readiness;
import dev.tend.manifest.ResourceId;
import java.util.List;

/** Something that happened during an apply, a delete or a rollout. */
public sealed interface ApplyEvent {
  /** What was done to an object. */
  enum Action {
    CREATED,
    UPDATED,
    RECREATED,
    UNCHANGED,
    PRUNED,
    DELETED,
    SKIPPED
  }

  /** The work begins. */
  record Started(int objects, String cluster) implements ApplyEvent {}

  /** The server took it. */
  record Applied(ResourceId id, Action action, List<String> warnings) implements ApplyEvent {
    public Applied {
      warnings = List.copyOf(warnings);
    }
  }

  /** The server did not take it, or it could not be asked. */
  record Failed(ResourceId id, String message, String hint) implements ApplyEvent {}

  /** An object's readiness is another than before. */
  record Progressed(ResourceId id, Readiness readiness) implements ApplyEvent {}

  /** Why an object isn't getting ready; reported once for each cause. */
  record Diagnosed(ResourceId id, Diagnosis diagnosis) implements ApplyEvent {}

  /** Deletion waits for a finalizer or for dependents. */
  record DeletionBlocked(ResourceId id, List<String> finalizers) implements ApplyEvent {
    public DeletionBlocked {
      finalizers = List.copyOf(finalizers);
    }
  }

  /** Something that isn't about one object. */
  record Noted(String message) implements ApplyEvent {}
}
