package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.history.Revision;
import dev.tend.apply.history.RevisionFormat;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.InventoryFormat;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.apply.rollout.RolloutTracker;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The apps that a cluster holds. */
public final class Apps {
  private final Cluster cluster;
  private final Clock clock;

  public Apps(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * What is known of an app without looking at its objects.
   *
   * @param revision the newest; empty where none was recorded
   */
  public record Summary(Ownership owner, Inventory inventory, Optional<Revision> revision) {}

  /** How an app is doing, object by object. */
  public record Status(Summary summary, RolloutReport objects) {}

  /** The apps of a namespace, or (empty) of all, by namespace and name. */
  public List<Summary> list(String namespace) {
    InventoryStore inventories = new InventoryStore(cluster);
    Map<String, List<ObjectNode>> histories =
        inventories
            .whereAllowed(GroupVersionKind.of("v1", "Secret"), namespace, RevisionFormat.LABEL)
            .stream()
            .collect(Collectors.groupingBy(secret -> key(secret, RevisionFormat.LABEL)));
    return inventories.maps(namespace, InventoryFormat.LABEL).stream()
        .map(map -> summary(map, histories))
        .toList();
  }

  private static Summary summary(ObjectNode map, Map<String, List<ObjectNode>> histories) {
    List<Revision> revisions =
        RevisionFormat.read(histories.getOrDefault(key(map, InventoryFormat.LABEL), List.of()));
    return new Summary(
        InventoryFormat.owner(map),
        InventoryFormat.read(map),
        revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast()));
  }

  private static String key(ObjectNode object, String label) {
    JsonNode metadata = object.path("metadata");
    return metadata.path("namespace").asText() + "/" + metadata.path("labels").path(label).asText();
  }

  /**
   * The app of this name, wherever its inventory lives.
   *
   * @param namespace where to look; empty for everywhere
   * @throws KnownFailure where there is no such app, or more than one
   */
  public Ownership find(String app, Optional<String> namespace) {
    List<Ownership> found = new InventoryStore(cluster).owners(app, namespace.orElse(""));
    if (found.size() > 1) {
      List<String> namespaces = found.stream().map(Ownership::namespace).toList();
      throw new KnownFailure(
          "There is an app %s in each of the namespaces %s"
              .formatted(app, String.join(", ", namespaces)),
          "Say which: -n " + namespaces.getFirst());
    }
    if (found.isEmpty()) {
      String where = namespace.map(name -> "namespace " + name).orElse("any namespace");
      throw new KnownFailure(
          "There is no inventory of an app %s in %s".formatted(app, where),
          "Is it the right cluster? This one is %s. `tend status` lists its apps"
              .formatted(cluster.description()));
    }
    return found.getFirst();
  }

  /** How the app is doing at this moment. */
  public Status status(Ownership owner) {
    Inventory inventory = new InventoryStore(cluster).read(owner);
    List<Revision> revisions = history(owner);
    Optional<Revision> newest =
        revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
    return new Status(new Summary(owner, inventory, newest), look(inventory, Duration.ZERO));
  }

  /** Until everything that the app consists of is ready, or the time is up. */
  RolloutReport look(Inventory inventory, Duration timeout) {
    return new RolloutTracker(cluster, clock).track(objects(inventory), timeout, event -> {});
  }

  /** What has to be there, with its version, and of what comes and goes that which is there. */
  Map<ResourceId, String> objects(Inventory inventory) {
    Map<ResourceId, String> objects = new TreeMap<>();
    inventory
        .entries()
        .forEach(
            (id, entry) -> {
              if (!entry.mayBeGone() || cluster.get(id, entry.apiVersion()).isPresent()) {
                objects.put(id, entry.apiVersion());
              }
            });
    return objects;
  }

  /** The app's revisions, oldest first. */
  public List<Revision> history(Ownership owner) {
    return new RevisionStore(cluster).list(owner);
  }

  /**
   * The revision to go back to: of this number, or the newest good one before the newest.
   *
   * @throws KnownFailure where there is none
   */
  public Revision earlier(Ownership owner, Optional<Integer> number) {
    List<Revision> revisions = new ArrayList<>(history(owner));
    if (number.isPresent()) {
      return revisions.stream()
          .filter(revision -> revision.number() == number.get())
          .findFirst()
          .orElseThrow(() -> noRevision(owner, "revision " + number.get(), revisions));
    }
    if (!revisions.isEmpty()) {
      String current = revisions.removeLast().digest();
      revisions.removeIf(
          revision -> !revision.outcome().isGood() || revision.digest().equals(current));
    }
    if (revisions.isEmpty()) {
      throw noRevision(owner, "earlier revision that went well", revisions);
    }
    return revisions.getLast();
  }

  private static KnownFailure noRevision(Ownership owner, String what, List<Revision> revisions) {
    String numbers =
        revisions.stream().map(r -> String.valueOf(r.number())).collect(Collectors.joining(", "));
    return new KnownFailure(
        "App %s has no %s".formatted(owner.app(), what),
        numbers.isEmpty()
            ? "`tend history %s` lists what it has".formatted(owner.app())
            : "It has " + numbers);
  }
}
