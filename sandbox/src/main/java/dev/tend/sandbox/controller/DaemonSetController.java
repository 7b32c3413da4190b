package dev.tend.sandbox.controller;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps one pod on each node that a DaemonSet is for. */
final class DaemonSetController {
  private static final String COMPONENT = "daemonset-controller";

  private final World world;
  private final PodControl control;

  private DaemonSetController(World world) {
    this.world = world;
    this.control = new PodControl(world, COMPONENT);
  }

  static void start(World world, Parts parts) {
    DaemonSetController controller = new DaemonSetController(world);
    Loop<ResourceId> loop = parts.loop("daemonset", 2, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "apps", "DaemonSet", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "",
        "Pod",
        event ->
            Claims.interested(world.api(), event.object(), "apps", "DaemonSet").forEach(loop::add));
    parts.follow(
        world.api(),
        "",
        "Node",
        event -> world.api().list("apps", "DaemonSet", "").forEach(set -> loop.add(Meta.id(set))));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode set = found.get();
    Revisions revisions = Revisions.of(world, set);
    if (revisions.isEmpty()) {
      return Optional.empty();
    }
    String hash = Revisions.hash(revisions.newest());
    List<ObjectNode> nodes = world.api().list("", "Node", "");
    Optional<ApiFailure> failure = Optional.empty();
    if (!Meta.deleting(set)) {
      failure = manage(set, nodes, hash);
      if (failure.isEmpty()) {
        renew(set, nodes, hash);
      }
      revisions.truncate(pods(set), List.of(Meta.name(revisions.newest())));
    }
    Instant now = world.now();
    Map<String, List<ObjectNode>> byNode = byNode(pods(set));
    world.updateStatus(set, DaemonStatus.of(set, nodes, byNode, hash, now));
    if (failure.isPresent()) {
      throw failure.get();
    }
    int ready = set.path("spec").path("minReadySeconds").asInt(0);
    return byNode.values().stream()
        .flatMap(List::stream)
        .flatMap(pod -> Pods.untilAvailable(pod, ready, now).stream())
        .min(Duration::compareTo);
  }

  private List<ObjectNode> pods(ObjectNode set) {
    return Claims.of(world.api(), set, "", "Pod");
  }

  /** Oldest first on each node. */
  private static Map<String, List<ObjectNode>> byNode(List<ObjectNode> pods) {
    Map<String, List<ObjectNode>> byNode = new TreeMap<>();
    pods.stream()
        .sorted(Meta.BY_AGE)
        .forEach(
            pod ->
                byNode.computeIfAbsent(DaemonPods.target(pod), none -> new ArrayList<>()).add(pod));
    return byNode;
  }

  private Optional<ApiFailure> manage(ObjectNode set, List<ObjectNode> nodes, String hash) {
    Map<String, List<ObjectNode>> byNode = byNode(pods(set));
    List<ObjectNode> missing = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (ObjectNode node : nodes) {
      names.add(Meta.name(node));
      List<ObjectNode> here = byNode.getOrDefault(Meta.name(node), List.of());
      DaemonPods.Fit fit = DaemonPods.fit(set, node);
      List<ObjectNode> alive = here.stream().filter(Pods::active).toList();
      here.stream().filter(Pods::failed).forEach(pod -> replace(set, pod, node));
      if (!fit.stays()) {
        alive.forEach(pod -> control.delete(set, pod));
      } else if (here.isEmpty() && fit.starts()) {
        missing.add(DaemonPods.pod(set, Meta.name(node), hash));
      } else {
        surplus(set, alive, hash).forEach(pod -> control.delete(set, pod));
      }
    }
    byNode.forEach(
        (node, pods) -> {
          if (!names.contains(node)) {
            pods.stream().filter(Pods::active).forEach(pod -> control.delete(set, pod));
          }
        });
    return control.createInBatches(set, missing);
  }

  /** More than one pod on a node: the oldest stays, and beside it its successor while it surges. */
  private static List<ObjectNode> surplus(ObjectNode set, List<ObjectNode> alive, String hash) {
    int surge = DaemonPods.maxSurge(set, 1) > 0 ? 1 : 0;
    List<ObjectNode> fresh = alive.stream().filter(pod -> isOf(pod, hash)).toList();
    List<ObjectNode> old = alive.stream().filter(pod -> !isOf(pod, hash)).toList();
    List<ObjectNode> surplus = new ArrayList<>(fresh.stream().skip(1).toList());
    surplus.addAll(old.stream().skip(1).toList());
    if (surge == 0 && !fresh.isEmpty()) {
      surplus.addAll(old.stream().limit(1).toList());
    }
    return surplus;
  }

  private void replace(ObjectNode set, ObjectNode pod, ObjectNode node) {
    if (Meta.deleting(pod)) {
      return;
    }
    world.warning(
        set,
        COMPONENT,
        "FailedDaemonPod",
        "Found failed daemon pod %s/%s on node %s, will try to kill it"
            .formatted(Meta.namespace(pod), Meta.name(pod), Meta.name(node)));
    control.delete(set, pod);
  }

  private static boolean isOf(ObjectNode pod, String hash) {
    return Meta.label(pod, Revisions.POD_LABEL).equals(hash);
  }

  /** Moves the update on by as many nodes as may be without their pod. */
  private void renew(ObjectNode set, List<ObjectNode> nodes, String hash) {
    if (set.path("spec").path("updateStrategy").path("type").asText().equals("OnDelete")) {
      return;
    }
    Map<String, List<ObjectNode>> byNode = byNode(pods(set));
    List<String> wanted =
        nodes.stream().filter(n -> DaemonPods.fit(set, n).starts()).map(Meta::name).toList();
    Instant now = world.now();
    int ready = set.path("spec").path("minReadySeconds").asInt(0);
    int surge = DaemonPods.maxSurge(set, wanted.size());
    int spare = surge > 0 ? surge : DaemonPods.maxUnavailable(set, wanted.size());
    List<Runnable> moves = new ArrayList<>();
    for (String node : wanted) {
      List<ObjectNode> alive =
          byNode.getOrDefault(node, List.of()).stream().filter(Pods::active).toList();
      Optional<ObjectNode> old = alive.stream().filter(pod -> !isOf(pod, hash)).findFirst();
      Optional<ObjectNode> fresh = alive.stream().filter(pod -> isOf(pod, hash)).findFirst();
      boolean oldServes = old.map(pod -> Pods.available(pod, ready, now)).orElse(false);
      boolean freshServes = fresh.map(pod -> Pods.available(pod, ready, now)).orElse(false);
      if (surge > 0 && old.isPresent() && fresh.isPresent()) {
        if (freshServes || !oldServes) {
          control.delete(set, old.get());
        } else {
          spare--;
        }
      } else if (old.isPresent() && !oldServes) {
        // It serves nobody: nothing is lost with it.
        control.delete(set, old.get());
        spare--;
      } else if (old.isPresent()) {
        ObjectNode pod = old.get();
        moves.add(
            surge > 0
                ? () -> control.create(set, DaemonPods.pod(set, node, hash))
                : () -> control.delete(set, pod));
      } else if (!freshServes) {
        spare--;
      }
    }
    moves.stream().limit(Math.max(0, spare)).forEach(Runnable::run);
  }
}
