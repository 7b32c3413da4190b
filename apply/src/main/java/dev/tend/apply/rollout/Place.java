package dev.tend.apply.rollout;

import dev.tend.manifest.ResourceId;
import java.util.Comparator;

/** A kind in a namespace (empty for cluster-scoped kinds): what one watch follows. */
record Place(String group, String kind, String namespace) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::group).thenComparing(Place::kind).thenComparing(Place::namespace);

  static Place of(ResourceId id) {
    return new Place(id.group(), id.kind(), id.namespace());
  }

  static Place pods(String namespace) {
    return new Place("", "Pod", namespace);
  }

  static Place events(String namespace) {
    return new Place("", "Event", namespace);
  }

  static Place claims(String namespace) {
    return new Place("", "PersistentVolumeClaim", namespace);
  }

  static Place replicaSets(String namespace) {
    return new Place("apps", "ReplicaSet", namespace);
  }

  static Place controllerRevisions(String namespace) {
    return new Place("apps", "ControllerRevision", namespace);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** {@code Pod in shop}, for messages. */
  @Override
  public String toString() {
    String type = group.isEmpty() ? kind : kind + "." + group;
    return namespace.isEmpty() ? type : type + " in " + namespace;
  }
}
