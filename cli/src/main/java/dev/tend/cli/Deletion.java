package dev.tend.cli;

import dev.tend.apply.Apps;
import dev.tend.apply.Cluster;
import dev.tend.apply.InventoryStore;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.Ownership;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What is to be deleted: what sources name, or what an app consists of. */
public sealed interface Deletion {
  /** The objects, for showing them first. */
  List<ResourceId> objects();

  /** What these manifests name. */
  record OfManifests(List<Manifest> manifests) implements Deletion {
    public OfManifests {
      manifests = List.copyOf(manifests);
    }

    @Override
    public List<ResourceId> objects() {
      return manifests.stream().map(Manifest::id).toList();
    }
  }

  /** What the app's inventory names. */
  record OfApp(Ownership owner, Inventory inventory) implements Deletion {
    @Override
    public List<ResourceId> objects() {
      return List.copyOf(inventory.entries().keySet());
    }
  }

  /**
   * An app's, wherever its inventory lives.
   *
   * @param namespace where to look; empty for everywhere
   * @throws KnownFailure where there is no such app, or more than one
   */
  static Deletion ofApp(Cluster cluster, Clock clock, String app, Optional<String> namespace) {
    Ownership owner = new Apps(cluster, clock).find(app, namespace);
    return new OfApp(owner, new InventoryStore(cluster).read(owner));
  }
}
