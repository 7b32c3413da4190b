package dev.tend.apply;

import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.rollout.Readiness;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.apply.rollout.RolloutTracker;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an app depends on as a whole: other apps, or objects as {@code [NAMESPACE/]KIND/NAME}. */
final class Prerequisites {
  private final Cluster cluster;
  private final Clock clock;
  private final Journal journal;

  Prerequisites(Cluster cluster, Clock clock, Journal journal) {
    this.cluster = cluster;
    this.clock = clock;
    this.journal = journal;
  }

  /**
   * Waits until all of them are ready.
   *
   * @throws KnownFailure where one isn't when the time is up, or isn't known at all
   */
  void await(Ownership app, List<String> names, Deadline deadline) {
    for (String name : names) {
      Map<ResourceId, String> objects = objects(name, app);
      RolloutReport report =
          new RolloutTracker(cluster, clock).track(objects, deadline.remaining(), event -> {});
      Optional<Map.Entry<ResourceId, Readiness>> unready =
          report.readiness().entrySet().stream()
              .filter(entry -> !(entry.getValue() instanceof Readiness.Ready))
              .findFirst();
      if (unready.isPresent()) {
        throw new KnownFailure(
            "App %s depends on %s, and %s isn't ready: %s"
                .formatted(
                    app.app(), name, unready.get().getKey(), unready.get().getValue().message()),
            "See to that first" + (name.contains("/") ? "" : ": tend status " + name));
      }
      journal.note("%s, which app %s depends on, is ready".formatted(name, app.app()));
    }
  }

  private Map<ResourceId, String> objects(String name, Ownership app) {
    if (!name.contains("/")) {
      Apps apps = new Apps(cluster, clock);
      Ownership other = apps.find(name, Optional.empty());
      return apps.objects(new InventoryStore(cluster).read(other));
    }
    List<String> parts = List.of(name.split("/", -1));
    Optional<ResourceType> type =
        parts.size() == 2 || parts.size() == 3
            ? cluster.resolve(parts.get(parts.size() - 2))
            : Optional.empty();
    if (type.isEmpty()) {
      throw new KnownFailure(
          "App %s depends on '%s', which names no kind of object".formatted(app.app(), name),
          "Name an app, or write [NAMESPACE/]KIND/NAME");
    }
    String namespace = parts.size() == 3 ? parts.getFirst() : app.namespace();
    ResourceId id =
        new ResourceId(
            type.get().gvk().group(),
            type.get().gvk().kind(),
            type.get().namespaced() ? namespace : "",
            parts.getLast());
    return Map.of(id, type.get().gvk().apiVersion());
  }
}
