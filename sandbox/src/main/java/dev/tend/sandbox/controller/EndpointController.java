package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Publishes where a Service's pods can be reached: as EndpointSlices, and as Endpoints. */
final class EndpointController {
  private final World world;
  private final TriggerTimes triggers = new TriggerTimes();

  private EndpointController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    EndpointController controller = new EndpointController(world);
    Loop<ResourceId> loop = parts.loop("endpoints", 2, world.ticker(), controller::reconcile);
    SelectorIndex selectors = SelectorIndex.ofMaps();
    parts.follow(
        world.api(),
        "",
        "Service",
        event -> {
          selectors.heard(event);
          loop.add(event.id());
        });
    parts.follow(world.api(), "", "Pod", event -> selectors.concerned(event).forEach(loop::add));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      triggers.forget(id);
      // Slices are owned, and collected; Endpoints only share the name.
      world.api().delete(new ResourceId("", "Endpoints", id.namespace(), id.name()), "Background");
      return Optional.empty();
    }
    ObjectNode service = found.get();
    JsonNode selector = service.path("spec").path("selector");
    boolean external = service.path("spec").path("type").asText().equals("ExternalName");
    if (selector.isEmpty() || external || Meta.deleting(service)) {
      return Optional.empty();
    }
    List<ObjectNode> selected = Selected.byMap(world.api(), "", "Pod", id.namespace(), selector);
    Optional<Instant> trigger = triggers.note(service, selected);
    List<ObjectNode> pods =
        selected.stream()
            .filter(pod -> !pod.path("status").path("podIP").asText("").isEmpty())
            .filter(pod -> !Pods.finished(pod))
            .sorted(Comparator.comparing(Meta::name))
            .toList();
    Function<ObjectNode, String> zone = this::zone;
    writeSlices(service, EndpointSlices.of(service, pods, zone), trigger);
    write(LegacyEndpoints.of(service, pods), trigger);
    return Optional.empty();
  }

  private String zone(ObjectNode pod) {
    String node = pod.path("spec").path("nodeName").asText("");
    return world
        .api()
        .get(new ResourceId("", "Node", "", node))
        .map(found -> Meta.label(found, "topology.kubernetes.io/zone"))
        .orElse("");
  }

  private void writeSlices(ObjectNode service, List<ObjectNode> wanted, Optional<Instant> trigger) {
    List<ObjectNode> present =
        world.api().controlledBy("discovery.k8s.io", "EndpointSlice", Meta.uid(service));
    for (int i = 0; i < wanted.size(); i++) {
      ObjectNode slice = wanted.get(i);
      if (i < present.size()) {
        ObjectNode copy = present.get(i).deepCopy();
        fill(copy, "endpoints", slice);
        fill(copy, "ports", slice);
        copy.withObject("/metadata").set("labels", slice.path("metadata").path("labels"));
        if (!copy.equals(present.get(i))) {
          TriggerTimes.mark(copy, trigger);
          world.api().update(copy, World.MANAGER);
        }
      } else {
        TriggerTimes.mark(slice, trigger);
        world.api().create(slice, World.MANAGER);
      }
    }
    for (ObjectNode surplus :
        present.subList(Math.min(wanted.size(), present.size()), present.size())) {
      world.api().delete(surplus, "Background");
    }
  }

  /** Lists that are empty are stored as null. */
  private static void fill(ObjectNode copy, String list, ObjectNode from) {
    if (from.path(list).isEmpty()) {
      copy.putNull(list);
    } else {
      copy.set(list, from.get(list));
    }
  }

  private void write(ObjectNode endpoints, Optional<Instant> trigger) {
    Optional<ObjectNode> present = world.api().get(Meta.id(endpoints));
    if (present.isEmpty()) {
      try {
        TriggerTimes.mark(endpoints, trigger);
        world.api().create(endpoints, World.MANAGER);
      } catch (ApiFailure faster) {
        if (!faster.reason().equals("AlreadyExists")) {
          throw faster;
        }
      }
      return;
    }
    ObjectNode copy = present.get().deepCopy();
    if (endpoints.has("subsets")) {
      copy.set("subsets", endpoints.get("subsets"));
    } else {
      copy.remove("subsets");
    }
    if (!copy.equals(present.get())) {
      TriggerTimes.mark(copy, trigger);
      world.api().update(copy, World.MANAGER);
    }
  }
}
