package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.InventoryFormat;
import dev.tend.apply.inventory.Ownership;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads and writes the inventories that live in the cluster. */
public final class InventoryStore {
  private static final String VERSION = "v1";
  private static final GroupVersionKind CONFIG_MAP = GroupVersionKind.of(VERSION, "ConfigMap");
  private static final int ATTEMPTS = 5;

  private final Cluster cluster;

  public InventoryStore(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The app's inventory; empty where it was never applied. */
  public Inventory read(Ownership owner) {
    return find(owner).orElse(Inventory.EMPTY);
  }

  /** The app's inventory, where there is one. */
  public Optional<Inventory> find(Ownership owner) {
    return cluster.get(id(owner), VERSION).map(InventoryFormat::read);
  }

  /** The apps of this name, in this namespace or (empty) wherever they live. */
  public List<Ownership> owners(String app, String namespace) {
    return maps(namespace, InventoryFormat.LABEL + "=" + app).stream()
        .map(InventoryFormat::owner)
        .toList();
  }

  /** The inventories of a namespace, or (empty) of all, as they are kept. */
  List<ObjectNode> maps(String namespace, String labelSelector) {
    return whereAllowed(CONFIG_MAP, namespace, labelSelector);
  }

  /** Of a namespace, or (empty) of all: of the context's, for who may not look everywhere. */
  List<ObjectNode> whereAllowed(GroupVersionKind kind, String namespace, String labelSelector) {
    try {
      return cluster.list(kind, namespace, labelSelector);
    } catch (Refused e) {
      if (!namespace.isEmpty() || e.status().code() != 403) {
        throw e;
      }
      return cluster.list(kind, cluster.defaultNamespace(), labelSelector);
    }
  }

  /**
   * The apps that consist of some of these objects.
   *
   * @throws KnownFailure where inventories can't be listed
   */
  List<Ownership> holding(Set<ResourceId> objects) {
    List<Ownership> owners = new ArrayList<>();
    for (ObjectNode map : maps("", InventoryFormat.LABEL)) {
      try {
        if (!Collections.disjoint(InventoryFormat.read(map).entries().keySet(), objects)) {
          owners.add(InventoryFormat.owner(map));
        }
      } catch (KnownFailure e) {
        // Whoever applies that app is told.
      }
    }
    return owners;
  }

  /**
   * Takes objects out of an inventory; an app that consists of nothing any more is forgotten.
   *
   * @return whether it is
   */
  boolean forget(Ownership owner, Set<ResourceId> objects) {
    boolean gone = update(owner, inventory -> inventory.without(objects)).isEmpty();
    if (gone) {
      remove(owner);
    }
    return gone;
  }

  /**
   * Changes the inventory as it stands now, whoever wrote it meanwhile; nothing new, no write.
   *
   * @return as it stands then
   */
  Inventory update(Ownership owner, UnaryOperator<Inventory> change) {
    for (int attempt = 1; ; attempt++) {
      Optional<ObjectNode> live = cluster.get(id(owner), VERSION);
      Inventory before = live.map(InventoryFormat::read).orElse(Inventory.EMPTY);
      Inventory after = change.apply(before);
      if (after.equals(before)) {
        return after;
      }
      try {
        write(owner, after, live);
        return after;
      } catch (Refused e) {
        if (e.status().isNotFound()) {
          throw new KnownFailure(
              "Couldn't record what app %s consists of: namespace %s doesn't exist"
                  .formatted(owner.app(), owner.namespace()),
              "Add a Namespace to the sources, or use --create-namespace",
              e);
        }
        if (!e.status().isConflict() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void write(Ownership owner, Inventory inventory, Optional<ObjectNode> live) {
    ObjectNode map = InventoryFormat.write(inventory, owner);
    if (live.isEmpty()) {
      cluster.create(id(owner), map);
      return;
    }
    map.withObject("/metadata")
        .put("resourceVersion", live.get().path("metadata").path("resourceVersion").asText());
    cluster.replace(id(owner), map);
  }

  /** Forgets the app, with its history. */
  void remove(Ownership owner) {
    cluster.delete(id(owner), VERSION, "", ObjectRequests.Propagation.BACKGROUND);
    new RevisionStore(cluster).removeAll(owner);
  }

  private static ResourceId id(Ownership owner) {
    return new ResourceId("", "ConfigMap", owner.namespace(), owner.inventoryName());
  }
}
