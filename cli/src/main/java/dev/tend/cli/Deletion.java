package dev.tend.cli;

import dev.tend.apply.Cluster;
import dev.tend.apply.InventoryStore;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.InventoryFormat;
import dev.tend.apply.inventory.Ownership;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
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
  static Deletion ofApp(Cluster cluster, String app, Optional<String> namespace) {
    List<String> namespaces =
        cluster
            .list(
                GroupVersionKind.of("v1", "ConfigMap"),
                namespace.orElse(""),
                InventoryFormat.LABEL + "=" + app)
            .stream()
            .map(map -> map.path("metadata").path("namespace").asText())
            .toList();
    if (namespaces.size() > 1) {
      throw new KnownFailure(
          "deleting app "
              + app
              + ": there is one in each of the namespaces "
              + String.join(", ", namespaces),
          "say which: -n " + namespaces.getFirst());
    }
    if (namespaces.isEmpty()) {
      String where = namespace.map(name -> "namespace " + name).orElse("any namespace");
      throw new KnownFailure(
          "deleting app " + app + ": no inventory of it is in " + where,
          "is it the right cluster? This one is " + cluster.description());
    }
    Ownership owner = new Ownership(app, namespaces.getFirst());
    return new OfApp(owner, new InventoryStore(cluster).read(owner));
  }
}
