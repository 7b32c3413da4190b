package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an object store must know of the kinds that it keeps. */
public interface KindRules {
  /** Takes everything as it is: for tests of what stands above the store. */
  KindRules LENIENT = new KindRules() {};

  /** What a write touches. */
  enum Part {
    MAIN,
    STATUS,
    /** What is decided of a request for a certificate. */
    APPROVAL,
    /** A namespace's spec.finalizers. */
    FINALIZE,
    /** A pod's nodeName. */
    BINDING,
    /** The containers that are added to a pod that runs. */
    EPHEMERAL,
    /** What the containers of a pod may use. */
    RESIZE,
    /** How many replicas there shall be. */
    SCALE
  }

  /** {@code deployments.apps}. */
  default String resource(GroupKind kind) {
    String plural = kind.kind().toLowerCase(Locale.ROOT) + "s";
    return kind.group().isEmpty() ? plural : plural + "." + kind.group();
  }

  /** The kinds that are served now. */
  default List<GroupVersionKind> kinds() {
    return List.of();
  }

  /** Whether the status is written apart from the rest. */
  default boolean hasStatus(GroupKind kind) {
    return true;
  }

  /** Whether who writes the status may write labels, annotations and the like with it. */
  default boolean statusBringsMetadata(GroupKind kind) {
    return false;
  }

  /** Whether metadata.generation counts changes of the spec. */
  default boolean hasGeneration(GroupKind kind) {
    return true;
  }

  /**
   * Makes a wanted object what the server would store: converts it to the version of storage, fills
   * defaults, records who owns its fields, keeps what writers may not touch. The object is the
   * caller's own copy.
   *
   * @param live null on a create
   */
  default ObjectNode prepare(
      @Nullable ObjectNode live, ObjectNode wanted, Part part, WriteOptions options) {
    return wanted;
  }

  /**
   * Refuses what the server would refuse.
   *
   * @param live null on a create
   * @throws ApiFailure as the server would answer
   */
  default void validate(
      @Nullable ObjectNode live, ObjectNode object, Part part, WriteOptions options) {}

  /** What must stand when an object is to be deleted: the object with finalizers of its kind. */
  default ObjectNode guarded(ObjectNode live) {
    return live;
  }

  /** Refuses a deletion. */
  default void validateDelete(ObjectNode live, DeleteOptions options) {}
}
