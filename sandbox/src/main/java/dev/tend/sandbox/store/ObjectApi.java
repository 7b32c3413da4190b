package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The API as the sandbox's own controllers, scheduler and kubelets use it: the same objects,
 * versions, defaulting, conflicts and finalizers as over HTTP, without HTTP. Objects that come out
 * must not be changed: take a deep copy.
 */
public interface ObjectApi {
  Optional<ObjectNode> get(ResourceId id);

  /** Objects of a kind (any version), of one namespace or (empty) of all, by namespace and name. */
  List<ObjectNode> list(String group, String kind, String namespace);

  /**
   * Objects whose controlling owner has this uid, by namespace and name: however many there are.
   */
  List<ObjectNode> controlledBy(String group, String kind, String ownerUid);

  /** Objects of whatever kind with an owner of this uid, by kind, namespace and name. */
  List<ObjectNode> ownedBy(String uid);

  /**
   * Objects of a namespace that have all these labels, by name: however many others there are.
   *
   * @param labels at least one
   */
  List<ObjectNode> labelled(
      String group, String kind, String namespace, Map<String, String> labels);

  /**
   * Creates, with {@code generateName} honoured.
   *
   * @throws ApiFailure as the server would answer (409 AlreadyExists, 422 Invalid ...)
   */
  ObjectNode create(ObjectNode object, String fieldManager);

  /**
   * Replaces; a stale resourceVersion in the object fails with 409 Conflict, an absent one does
   * not. Spec and metadata only: status is left as it is.
   */
  ObjectNode update(ObjectNode object, String fieldManager);

  /** Replaces the status only. */
  ObjectNode updateStatus(ObjectNode object, String fieldManager);

  /**
   * Gives a pod its node: of what is wanted only that counts.
   *
   * @throws ApiFailure 409 where the pod has another one, or isn't the same any more
   */
  ObjectNode bind(ObjectNode pod, String node, String fieldManager);

  /** Replaces as {@link #update} does, but as a write of the scale: how many replicas. */
  ObjectNode updateScale(ObjectNode object, String fieldManager);

  /** Deletes; {@code propagation} is Background, Foreground or Orphan. Absent objects are fine. */
  void delete(ResourceId id, String propagation);

  /** Deletes that very object: where it is gone nothing happens, whoever has its name now. */
  void delete(ObjectNode seen, String propagation);

  /**
   * Deletes the object as it was seen.
   *
   * @throws ApiFailure 404 where it is gone, 409 where it has changed, or another one has its name
   */
  void deleteUnchanged(ObjectNode seen, String propagation);

  /**
   * Removes that very object at once, whatever its grace period: what a kubelet does when a pod has
   * stopped. Finalizers still hold it.
   */
  void deleteNow(ObjectNode seen);

  /**
   * Calls back for every object of the kind that there is, then for each change, in order, on a
   * thread of the store. Callbacks must be quick: put the key in a queue and return.
   */
  Subscription subscribe(String group, String kind, Consumer<ObjectEvent> consumer);

  /** Records an event (v1 Event) about an object, counting repeats as the recorder does. */
  default void recordEvent(
      ObjectNode about, String type, String reason, String message, String component) {
    recordEvent(about, "", type, reason, message, component);
  }

  /** The same about a part of the object: {@code spec.containers{web}}. */
  void recordEvent(
      ObjectNode about,
      String fieldPath,
      String type,
      String reason,
      String message,
      String component);

  /** The kinds that are served now, CRDs included. */
  List<GroupVersionKind> kinds();

  /** Ends a subscription. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * What happened to an object.
   *
   * @param object as it is now, or as it was last where it is gone
   * @param previous as it was before; null where it is heard of for the first time
   */
  record ObjectEvent(Type type, ResourceId id, ObjectNode object, @Nullable ObjectNode previous) {
    /** As in a watch. */
    public enum Type {
      ADDED,
      MODIFIED,
      DELETED
    }
  }
}
