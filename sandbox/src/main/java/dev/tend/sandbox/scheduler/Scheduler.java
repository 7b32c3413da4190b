package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Binds pods to nodes, one pod at a time, so that the same cluster gives the same answer. */
public final class Scheduler {
  static final String NAME = "default-scheduler";

  /** The one key of its loop: whoever is next. */
  private static final String NEXT = "next";

  private final World world;
  private final Placements placements = new Placements();
  private final Nominations nominations = new Nominations();
  private final SchedulingQueue queue;
  private final Decisions decisions;

  /** Pods that have a node and wait for their volumes, and that node. */
  private final Map<ResourceId, String> reserved = new ConcurrentHashMap<>();

  private Scheduler(World world) {
    this.world = world;
    this.queue = new SchedulingQueue(world::paced);
    this.decisions = new Decisions(world);
  }

  public static void start(World world, Parts parts) {
    Scheduler scheduler = new Scheduler(world);
    Loop<String> loop = parts.loop("scheduler", 1, world.ticker(), key -> scheduler.work());
    for (ObjectNode pod : world.api().list("", "Pod", "")) {
      scheduler.placements.note(pod);
    }
    parts.follow(world.api(), "", "Pod", event -> scheduler.noted(event, loop));
    for (String kind : List.of("Node", "PersistentVolumeClaim", "PersistentVolume")) {
      parts.follow(world.api(), "", kind, event -> scheduler.stir(loop));
    }
    parts.follow(world.api(), "storage.k8s.io", "StorageClass", event -> scheduler.stir(loop));
  }

  private void stir(Loop<String> loop) {
    queue.stir();
    loop.add(NEXT);
  }

  private void noted(ObjectEvent event, Loop<String> loop) {
    ObjectNode pod = event.object();
    if (event.type() == ObjectEvent.Type.DELETED) {
      queue.forget(event.id());
      nominations.forget(event.id());
      reserved.remove(event.id());
      if (placements.forget(pod)) {
        stir(loop);
      }
      return;
    }
    nominations.note(pod);
    if (isOurs(pod)) {
      queue.offer(pod);
      loop.add(NEXT);
      return;
    }
    queue.forget(event.id());
    switch (placements.note(pod)) {
      case WENT -> stir(loop);
      case CAME -> {
        queue.stirNeighbours();
        loop.add(NEXT);
      }
      case NONE -> {}
    }
  }

  private Optional<Duration> work() {
    Instant now = world.now();
    Optional<ResourceId> next = queue.next(now);
    if (next.isEmpty()) {
      return queue.nextDue().map(due -> Duration.between(now, due)).map(Scheduler::atLeastALittle);
    }
    boolean done = false;
    try {
      schedule(next.get());
      done = true;
    } catch (ApiFailure changed) {
      // Somebody else wrote at the same time, or the object is gone.
      done = changed.code() == 404;
    } finally {
      if (!done) {
        queue.failed(next.get(), now);
      }
    }
    return Optional.of(Duration.ZERO);
  }

  private static Duration atLeastALittle(Duration wait) {
    return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
  }

  private static boolean isOurs(ObjectNode pod) {
    String scheduler = pod.path("spec").path("schedulerName").asText(NAME);
    return Pods.node(pod).isEmpty() && Pods.active(pod) && scheduler.equals(NAME);
  }

  private void schedule(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id).filter(Scheduler::isOurs);
    if (found.isEmpty()) {
      queue.settled(id);
      return;
    }
    ObjectNode pod = found.get();
    if (!pod.path("spec").path("schedulingGates").isEmpty()) {
      decisions.gate(pod);
      queue.refused(id, world.now());
      return;
    }
    List<NodeView> nodes = placements.views(world.api().list("", "Node", ""));
    VolumeFit volumes = new VolumeFit(world.api(), pod);
    String kept = reserved.getOrDefault(id, "");
    if (!kept.isEmpty() && nodes.stream().anyMatch(node -> node.name().equals(kept))) {
      settle(pod, kept, volumes);
    } else {
      place(pod, nodes, volumes);
    }
  }

  private void place(ObjectNode pod, List<NodeView> nodes, VolumeFit volumes) {
    Optional<Set<String>> named = NamedNodes.of(pod.path("spec"));
    String problem =
        named.map(Set::isEmpty).orElse(false) ? "pod affinity terms conflict" : volumes.problem();
    if (nodes.isEmpty() || !problem.isEmpty()) {
      refuse(pod, Unschedulable.message(nodes.size(), problem), "");
      return;
    }
    Placed asking = Placed.of(pod, "");
    Filters filters = new Filters(asking, nodes, volumes, this::namespaceLabels, nominations);
    Map<String, List<Reason>> reasons = new TreeMap<>();
    List<NodeView> fitting = new ArrayList<>();
    List<NodeView> curable = new ArrayList<>();
    for (NodeView node : nodes) {
      List<Reason> against =
          named.map(names -> names.contains(node.name())).orElse(true)
              ? filters.check(node)
              : List.of(Reason.lasting("node(s) didn't satisfy plugin(s) [NodeAffinity]"));
      if (against.isEmpty()) {
        fitting.add(node);
      } else {
        reasons.put(node.name(), against);
        if (against.stream().allMatch(Reason::curable)) {
          curable.add(node);
        }
      }
    }
    if (fitting.isEmpty()) {
      driveOut(pod, nodes, filters, reasons, curable);
      return;
    }
    String promised = Nominations.node(pod);
    NodeView best =
        fitting.stream()
            .filter(node -> node.name().equals(promised))
            .findFirst()
            .orElseGet(
                () -> new Ranking(asking, nodes, fitting).best(world.api(), this::namespaceLabels));
    if (volumes.waits()) {
      volumes.select(best);
      reserve(pod, best.name());
    } else {
      bind(pod, best.name());
    }
  }

  private void driveOut(
      ObjectNode pod,
      List<NodeView> nodes,
      Filters filters,
      Map<String, List<Reason>> reasons,
      List<NodeView> curable) {
    String forbidden = Preemption.forbidden(pod, nodes);
    if (!forbidden.isEmpty()) {
      refuse(pod, Unschedulable.filtered(reasons.values(), forbidden), Nominations.node(pod));
      return;
    }
    List<ObjectNode> budgets = world.api().list("policy", "PodDisruptionBudget", "");
    Preemption.Outcome outcome = new Preemption(filters, budgets).find(curable);
    if (outcome.best().isEmpty()) {
      refuse(pod, Unschedulable.filtered(reasons.values(), outcome.refusals()), "");
      return;
    }
    Preemption.Candidate candidate = outcome.best().get();
    String node = candidate.node().name();
    for (Placed loser : nominations.below(node, filters.asking())) {
      decisions.withdraw(loser.pod());
    }
    candidate.victims().forEach(victim -> decisions.driveOut(victim.pod(), pod, node));
    refuse(pod, Unschedulable.filtered(reasons.values()), node);
  }

  private void refuse(ObjectNode pod, String message, String promised) {
    nominations.note(decisions.refuse(pod, message, promised));
    if (isGone(pod)) {
      nominations.forget(Meta.id(pod));
    }
    queue.refused(Meta.id(pod), world.now());
  }

  /** Keeps a place for a pod until its volumes are there. */
  private void reserve(ObjectNode pod, String node) {
    ObjectNode there = pod.deepCopy();
    there.withObject("/spec").put("nodeName", node);
    placements.note(there);
    reserved.put(Meta.id(pod), node);
    if (isGone(pod)) {
      reserved.remove(Meta.id(pod));
      placements.forget(there);
    }
    queue.refused(Meta.id(pod), world.now());
  }

  private void settle(ObjectNode pod, String node, VolumeFit volumes) {
    if (!volumes.problem().isEmpty()) {
      reserved.remove(Meta.id(pod));
      placements.forget(pod);
      queue.failed(Meta.id(pod), world.now());
    } else if (volumes.waits()) {
      queue.refused(Meta.id(pod), world.now());
    } else {
      bind(pod, node);
    }
  }

  private void bind(ObjectNode pod, String node) {
    ResourceId id = Meta.id(pod);
    placements.note(decisions.bind(pod, node));
    if (isGone(pod)) {
      placements.forget(pod);
    }
    nominations.forget(id);
    reserved.remove(id);
    queue.settled(id);
    // The news of it is no news to the placements any more.
    queue.stirNeighbours();
  }

  /** Whether its end may have been heard of before what was just noted: nobody would undo that. */
  private boolean isGone(ObjectNode pod) {
    return world
        .api()
        .get(Meta.id(pod))
        .filter(live -> Meta.uid(live).equals(Meta.uid(pod)) && !Pods.finished(live))
        .isEmpty();
  }

  private JsonNode namespaceLabels(JsonNode object) {
    return world
        .api()
        .get(new ResourceId("", "Namespace", "", Meta.namespace(object)))
        .<JsonNode>map(namespace -> namespace.path("metadata").path("labels"))
        .orElse(MissingNode.getInstance());
  }
}
