package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a planner may ask a cluster: reads and dry runs, nothing that changes anything. */
public interface LiveState {
  /** The type of a kind as the cluster serves it; empty where it serves none of that name. */
  Optional<ResourceType> typeOf(GroupVersionKind gvk);

  /** The object as it stands. */
  Optional<ObjectNode> get(ResourceId id, String apiVersion);

  /**
   * Those of the named objects that are there, by as few requests as that takes.
   *
   * @param namespace empty for a cluster-scoped kind
   */
  List<ObjectNode> getAll(GroupVersionKind gvk, String namespace, Set<String> names);

  /** Every object of a kind that carries the label selector, of one namespace or (empty) of all. */
  List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector);

  /** What the server says that applying the manifest would make of the object. */
  DryRun dryRun(Manifest manifest, boolean forceConflicts);

  /** The answer to a dry run of a server-side apply. */
  sealed interface DryRun {
    /** The object as it would be. */
    record Accepted(ObjectNode object, List<String> warnings) implements DryRun {
      public Accepted {
        warnings = List.copyOf(warnings);
      }
    }

    /** Other field managers own what would change. */
    record Conflicts(List<FieldConflict> conflicts) implements DryRun {
      public Conflicts {
        conflicts = List.copyOf(conflicts);
      }
    }

    /** The change touches a field that can't be changed in place. */
    record Immutable(String message) implements DryRun {}

    /** The namespace of the object doesn't exist yet. */
    record NamespaceMissing() implements DryRun {}

    /** The server refuses it for another reason. */
    record Rejected(String message) implements DryRun {}
  }

  /**
   * Who else owns a field.
   *
   * @param field as the server spells it
   * @param since when the manager last wrote what it owns there; null where nobody knows
   */
  record FieldConflict(String manager, String field, @Nullable Instant since) {
    public FieldConflict(String manager, String field) {
      this(manager, field, null);
    }

    FieldConflict since(@Nullable Instant when) {
      return new FieldConflict(manager, field, when);
    }
  }
}
