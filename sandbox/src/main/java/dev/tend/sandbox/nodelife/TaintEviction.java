package dev.tend.sandbox.nodelife;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes pods off nodes whose taints they don't tolerate, or don't tolerate any longer. */
final class TaintEviction {
  private static final String COMPONENT = "taint-eviction-controller";

  private final World world;
  private final Map<ResourceId, Instant> since = new ConcurrentHashMap<>();

  private TaintEviction(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    TaintEviction controller = new TaintEviction(world);
    Loop<ResourceId> loop = parts.loop("tainteviction", 1, world.ticker(), controller::reconcile);
    parts.follow(
        world.api(),
        "",
        "Pod",
        event -> {
          ObjectNode before = event.previous();
          boolean placed = before == null || Pods.node(before).isEmpty();
          if (event.type() == ObjectEvent.Type.DELETED
              || (placed && !Pods.node(event.object()).isEmpty())) {
            loop.add(event.id());
          }
        });
    parts.follow(
        world.api(),
        "",
        "Node",
        event -> {
          ObjectNode before = event.previous();
          List<JsonNode> now = executing(event.object());
          List<JsonNode> then = before == null ? List.of() : executing(before);
          if (!now.equals(then)) {
            world.api().list("", "Pod", "").stream()
                .filter(pod -> Pods.node(pod).equals(event.id().name()))
                .forEach(pod -> loop.add(Meta.id(pod)));
          }
        });
  }

  private static List<JsonNode> executing(JsonNode node) {
    return node.at("/spec/taints")
        .valueStream()
        .filter(taint -> taint.path("effect").asText().equals("NoExecute"))
        .toList();
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> pod = world.api().get(id).filter(Pods::active);
    Optional<ObjectNode> node =
        pod.flatMap(one -> world.api().get(new ResourceId("", "Node", "", Pods.node(one))));
    if (node.isEmpty()) {
      since.remove(id);
      return Optional.empty();
    }
    Tolerance tolerance = Tolerance.of(pod.get(), executing(node.get()));
    return switch (tolerance) {
      case Tolerance.Forever ever -> {
        if (since.remove(id) != null) {
          tell(pod.get(), "Cancelling deletion of Pod ");
        }
        yield Optional.empty();
      }
      case Tolerance.For(long seconds) -> {
        Instant now = world.now();
        Instant start = since.computeIfAbsent(id, fresh -> now);
        Duration left = Duration.between(now, start.plus(world.paced(seconds)));
        if (left.isPositive()) {
          yield Optional.of(left);
        }
        since.remove(id);
        evict(pod.get());
        yield Optional.empty();
      }
    };
  }

  private void evict(ObjectNode pod) {
    tell(pod, "Marking for deletion Pod ");
    ObjectNode status = World.statusOf(pod);
    Conditions.set(
        status,
        "DisruptionTarget",
        "True",
        "DeletionByTaintManager",
        "Taint manager: deleting due to NoExecute taint",
        world.now());
    Conditions.find(status, "DisruptionTarget")
        .ifPresent(condition -> complete((ObjectNode) condition, pod));
    world.updateStatus(pod, status);
    world.api().delete(pod, "Background");
  }

  private static void complete(ObjectNode condition, ObjectNode pod) {
    condition.putNull("lastProbeTime");
    JsonNode generation = pod.path("metadata").path("generation");
    if (generation.isNumber()) {
      condition.set("observedGeneration", generation);
    }
  }

  private void tell(ObjectNode pod, String what) {
    String name = Meta.namespace(pod) + "/" + Meta.name(pod);
    world.normal(pod, COMPONENT, "TaintManagerEviction", what + name);
  }
}
