package dev.tend.sandbox.nodelife;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.kubelet.KubeletSwitch;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says of a node whose kubelet is silent that nothing is known of it, and taints it. */
public final class NodeLifecycle {
  private static final String COMPONENT = "node-controller";

  /** How long a kubelet may be silent, in kubelet time. */
  private static final Duration GRACE = Duration.ofSeconds(50);

  private static final List<String> REPORTED =
      List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure");

  private final World world;
  private final Map<ResourceId, Instant> silent = new ConcurrentHashMap<>();

  /** Nodes that fell silent, whose pods are still to be marked. */
  private final Set<ResourceId> unmarked = ConcurrentHashMap.newKeySet();

  private NodeLifecycle(World world) {
    this.world = world;
  }

  public static void start(World world, Parts parts) {
    NodeLifecycle controller = new NodeLifecycle(world);
    Loop<ResourceId> loop = parts.loop("nodelife", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "", "Node", event -> loop.add(event.id()));
    TaintEviction.start(world, parts);
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty() || KubeletSwitch.of(found.get()).reportsNode()) {
      silent.remove(id);
      unmarked.remove(id);
      found.filter(NodeLifecycle::isBack).ifPresent(this::welcome);
      return Optional.empty();
    }
    Instant now = world.now();
    Instant since = silent.computeIfAbsent(id, fresh -> now);
    Duration left = Duration.between(now, since.plus(world.paced(GRACE)));
    if (left.isPositive()) {
      return Optional.of(left);
    }
    ObjectNode node = found.get();
    boolean wasReady = !readiness(node).equals("Unknown");
    if (wasReady) {
      unmarked.add(id);
      node = world.updateStatus(node, unknown(node, now));
      String name = Meta.name(node);
      world.normal(
          node, COMPONENT, "NodeNotReady", "Node %s status is now: NodeNotReady".formatted(name));
    }
    if (!NodeTaints.isUnreachable(node)) {
      world.api().update(NodeTaints.unreachable(node, true, now), World.MANAGER);
    }
    // Whatever of this has to be tried again, its pods are marked once.
    if (unmarked.contains(id)) {
      podsOn(id.name()).forEach(this::markNotReady);
      unmarked.remove(id);
    }
    return Optional.empty();
  }

  private static boolean isBack(ObjectNode node) {
    return readiness(node).equals("True") && NodeTaints.isUnreachable(node);
  }

  private void welcome(ObjectNode node) {
    world.api().update(NodeTaints.unreachable(node, false, world.now()), World.MANAGER);
  }

  private static String readiness(JsonNode node) {
    return Conditions.find(node.path("status"), "Ready")
        .map(condition -> condition.path("status").asText())
        .orElse("");
  }

  private static ObjectNode unknown(ObjectNode node, Instant now) {
    ObjectNode status = World.statusOf(node);
    for (String type : REPORTED) {
      Conditions.set(
          status,
          type,
          "Unknown",
          "NodeStatusUnknown",
          "Kubelet stopped posting node status.",
          now);
    }
    return status;
  }

  private List<ObjectNode> podsOn(String node) {
    return world.api().list("", "Pod", "").stream()
        .filter(pod -> Pods.node(pod).equals(node))
        .toList();
  }

  private void markNotReady(ObjectNode pod) {
    ObjectNode status = World.statusOf(pod);
    Optional<JsonNode> ready = Conditions.find(status, "Ready");
    if (ready.isEmpty() || !ready.get().path("status").asText().equals("True")) {
      return;
    }
    ((ObjectNode) ready.get())
        .put("status", "False")
        .put("lastTransitionTime", Times.text(world.now()));
    world.updateStatus(pod, status);
    world.warning(pod, COMPONENT, "NodeNotReady", "Node is not ready");
  }
}
