package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Binds pods to nodes, one pod at a time, so that the same cluster gives the same answer. */
public final class Scheduler {
  private static final String COMPONENT = "default-scheduler";

  private final World world;
  private final Placements placements = new Placements();
  private final Set<ResourceId> unplaced = ConcurrentHashMap.newKeySet();

  private Scheduler(World world) {
    this.world = world;
  }

  public static void start(World world, Parts parts) {
    Scheduler scheduler = new Scheduler(world);
    Loop<ResourceId> loop = parts.loop("scheduler", 1, world.ticker(), scheduler::reconcile);
    for (ObjectNode pod : world.api().list("", "Pod", "")) {
      scheduler.placements.note(pod);
    }
    parts.follow(world.api(), "", "Pod", event -> scheduler.noted(event, loop));
    parts.follow(world.api(), "", "Node", event -> scheduler.tryAgain(loop));
    parts.follow(world.api(), "", "PersistentVolumeClaim", event -> scheduler.tryAgain(loop));
  }

  private void noted(ObjectEvent event, Loop<ResourceId> loop) {
    ObjectNode pod = event.object();
    if (event.type() == ObjectEvent.Type.DELETED) {
      unplaced.remove(event.id());
      if (placements.forget(pod)) {
        tryAgain(loop);
      }
    } else if (Pods.node(pod).isEmpty()) {
      loop.add(event.id());
    } else if (placements.note(pod)) {
      tryAgain(loop);
    }
  }

  private void tryAgain(Loop<ResourceId> loop) {
    unplaced.stream().sorted().forEach(loop::add);
  }

  private Optional<Duration> reconcile(ResourceId id) {
    // Before anything is read: what changes from here on is a reason to look again.
    unplaced.add(id);
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty() || !isOurs(found.get())) {
      unplaced.remove(id);
      return Optional.empty();
    }
    ObjectNode pod = found.get();
    if (!pod.path("spec").path("schedulingGates").isEmpty()) {
      String message = "Scheduling is blocked due to non-empty scheduling gates";
      say(pod, "SchedulingGated", message);
      return Optional.empty();
    }
    List<NodeView> nodes = placements.views(world.api().list("", "Node", ""));
    VolumeFit volumes = new VolumeFit(world.api(), pod);
    if (!volumes.problem().isEmpty()) {
      refuse(pod, Unschedulable.message(nodes.size(), volumes.problem()));
      return Optional.empty();
    }
    Map<String, List<Reason>> reasons = new TreeMap<>();
    Neighbours neighbours = new Neighbours(pod, nodes, this::namespaceLabels);
    List<NodeView> fitting = new ArrayList<>();
    for (NodeView node : nodes) {
      List<Reason> against = new ArrayList<>(NodeFit.check(pod.path("spec"), node));
      if (against.isEmpty()) {
        volumes.check(node).or(() -> neighbours.check(node)).ifPresent(against::add);
      }
      if (against.isEmpty()) {
        fitting.add(node);
      } else {
        reasons.put(node.name(), against);
      }
    }
    Optional<NodeView> best = fitting.stream().min(preference(pod));
    if (best.isEmpty()) {
      refuse(pod, Unschedulable.message(reasons.values()));
    } else if (!volumes.select(best.get())) {
      bind(pod, best.get());
    }
    return Optional.empty();
  }

  private JsonNode namespaceLabels(JsonNode object) {
    return world
        .api()
        .get(new ResourceId("", "Namespace", "", Meta.namespace(object)))
        .<JsonNode>map(namespace -> namespace.path("metadata").path("labels"))
        .orElse(MissingNode.getInstance());
  }

  private static boolean isOurs(ObjectNode pod) {
    String scheduler = pod.path("spec").path("schedulerName").asText(COMPONENT);
    return Pods.node(pod).isEmpty() && Pods.active(pod) && scheduler.equals(COMPONENT);
  }

  /** Where fewest of the same owner's pods are, then where most is free, then by name. */
  private static Comparator<NodeView> preference(ObjectNode pod) {
    String owner = Meta.controller(pod).map(found -> found.path("uid").asText()).orElse("");
    return Comparator.comparingLong((NodeView node) -> -PreferredNodes.weight(pod, node))
        .thenComparingLong(node -> siblings(node, owner))
        .thenComparingDouble(Scheduler::load)
        .thenComparing(NodeView::name);
  }

  private static long siblings(NodeView node, String owner) {
    return owner.isEmpty()
        ? 0
        : node.pods().stream().filter(placed -> placed.owner().equals(owner)).count();
  }

  private static double load(NodeView node) {
    Amounts allocatable = node.allocatable();
    double load = 0;
    for (String resource : new String[] {"cpu", "memory", "pods"}) {
      long all = allocatable.of(resource);
      load += all == 0 ? 1 : (double) node.used().of(resource) / all;
    }
    return load;
  }

  private void bind(ObjectNode pod, NodeView node) {
    ObjectNode copy = pod.deepCopy();
    copy.withObject("/spec").put("nodeName", node.name());
    ObjectNode bound = world.api().update(copy, "kube-scheduler");
    placements.note(bound);
    unplaced.remove(Meta.id(pod));
    world.normal(
        bound,
        COMPONENT,
        "Scheduled",
        "Successfully assigned %s/%s to %s"
            .formatted(Meta.namespace(pod), Meta.name(pod), node.name()));
  }

  private void refuse(ObjectNode pod, String message) {
    if (say(pod, "Unschedulable", message)) {
      world.warning(pod, COMPONENT, "FailedScheduling", message);
    }
  }

  /** Says why the pod isn't scheduled; whether that is news. */
  private boolean say(ObjectNode pod, String reason, String message) {
    ObjectNode status = World.statusOf(pod);
    status.put("phase", "Pending");
    if (!Conditions.set(status, "PodScheduled", "False", reason, message, world.now())) {
      return false;
    }
    world.updateStatus(pod, status);
    return true;
  }
}
