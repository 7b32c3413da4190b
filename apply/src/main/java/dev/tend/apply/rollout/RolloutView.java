package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What following a rollout asks of a cluster: it reads, and never writes. */
public interface RolloutView {
  Optional<ObjectNode> get(ResourceId id, String apiVersion);

  /** Every object of a kind that carries the label selector, of one namespace or (empty) of all. */
  List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector);

  /**
   * Follows a kind in one namespace, or (empty) in all. Sightings come in order, from any thread,
   * also while this method runs. A connection that breaks is made again without the sink's doing.
   */
  Subscription watch(GroupVersionKind gvk, String namespace, Consumer<Sighting> sink);

  /**
   * The last lines of a container's log.
   *
   * @param previous of the run before the current one
   * @return no lines where there is no log to read, for whatever reason
   */
  List<String> logs(ResourceId pod, String container, boolean previous, int lines);

  /** Something that a watch has to tell. */
  sealed interface Sighting {
    /** All objects there are now; what was known before and isn't among them is gone. */
    record Listed(List<ObjectNode> objects) implements Sighting {
      public Listed {
        objects = List.copyOf(objects);
      }
    }

    /** A new object, or a known one that is another than before. */
    record Changed(ObjectNode object) implements Sighting {}

    /**
     * An object is gone.
     *
     * @param object as it last was
     */
    record Removed(ObjectNode object) implements Sighting {}

    /**
     * The server can't be followed for now, or doesn't let this be watched; the watch goes on
     * trying.
     */
    record Lost(String reason) implements Sighting {}
  }

  /** Ends a watch. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
