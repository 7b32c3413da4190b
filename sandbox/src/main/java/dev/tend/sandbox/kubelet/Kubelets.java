package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The kubelets of all nodes: they run the pods that are bound to any node that there is. */
public final class Kubelets {
  /** Others may be faster now and then, but not for ever. */
  private static final int WRITES = 50;

  private static final int WORKERS = 4;

  private final World world;
  private final KubeletRules rules;
  private final PodAddresses addresses = new PodAddresses();
  private final NodeImages images = new NodeImages();
  private final Map<ResourceId, PodRun> runs = new ConcurrentHashMap<>();

  private Kubelets(World world, KubeletRules rules) {
    this.world = world;
    this.rules = rules;
  }

  /** Starts them, with this many nodes where there are none yet. */
  public static PodLogs start(
      World world, KubeletRules rules, int nodes, String release, Parts parts) {
    Kubelets kubelets = new Kubelets(world, rules);
    kubelets.recall();
    Loop<ResourceId> pods = parts.loop("kubelet", WORKERS, world.ticker(), kubelets::reconcile);
    NodeKeeper.start(world, nodes, release, parts);
    parts.follow(
        world.api(),
        "",
        "Pod",
        event -> {
          if (!Pods.node(event.object()).isEmpty()) {
            pods.add(event.id());
          }
        });
    parts.follow(
        world.api(),
        "",
        "Node",
        event -> {
          if (event.type() == ObjectEvent.Type.DELETED || isBack(event)) {
            world.api().list("", "Pod", "").stream()
                .filter(pod -> Pods.node(pod).equals(event.id().name()))
                .forEach(pod -> pods.add(Meta.id(pod)));
          }
        });
    return new SyntheticLogs(rules);
  }

  /** Whether a kubelet that left pods alone runs them again. */
  private static boolean isBack(ObjectEvent event) {
    ObjectNode before = event.previous();
    return before != null
        && KubeletSwitch.of(event.object()).runsPods()
        && !KubeletSwitch.of(before).runsPods();
  }

  /** Which addresses are in use, and which images are where, after a restart. */
  private void recall() {
    for (ObjectNode pod : world.api().list("", "Pod", "")) {
      if (!Pods.finished(pod)) {
        addresses.keep(pod.path("status").path("podIP").asText(""));
      }
      pod.path("status")
          .path("containerStatuses")
          .forEach(
              status -> {
                if (!status.path("imageID").asText("").isEmpty()) {
                  images.keep(Pods.node(pod), status.path("image").asText());
                }
              });
    }
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    PodRun run = runs.get(id);
    if (run != null && (found.isEmpty() || !Meta.uid(found.get()).equals(run.uid()))) {
      forget(id);
      run = null;
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode pod = found.get();
    Optional<ObjectNode> node = world.api().get(new ResourceId("", "Node", "", Pods.node(pod)));
    if (node.isEmpty()) {
      // What ran on a node that is gone is gone, too.
      if (Meta.deleting(pod) || pod.path("status").has("startTime")) {
        world.api().deleteNow(pod);
      }
      return Optional.empty();
    }
    if (!KubeletSwitch.of(node.get()).runsPods()) {
      return Optional.empty();
    }
    if (Pods.finished(pod)) {
      forget(id);
      if (Meta.deleting(pod)) {
        world.api().deleteNow(pod);
      }
      return Optional.empty();
    }
    Instant now = world.now();
    Host host = new NodeHost(world, rules, images, addresses, pod, node.get(), "");
    if (run == null) {
      run = new PodRun(pod);
      run.resume(pod, host, now);
      runs.put(id, run);
    }
    return Meta.deleting(pod) ? stop(pod, run, host, now) : advance(pod, run, host, now);
  }

  private void forget(ResourceId id) {
    PodRun run = runs.remove(id);
    if (run != null && !run.address().isEmpty()) {
      addresses.free(run.address());
    }
  }

  private Optional<Duration> advance(ObjectNode pod, PodRun run, Host host, Instant now) {
    boolean first = !pod.path("status").has("startTime");
    Optional<Instant> deadline = deadline(pod);
    if (!first) {
      judge(run, deadline, host, now);
      Optional<Verdict> verdict = run.verdict();
      if (verdict.isPresent()) {
        boolean unused = run.stopped(host, now, world.paced(verdict.get().grace()));
      } else {
        run.redefine(pod, host, now);
        run.advance(host, now);
      }
    }
    write(pod, live -> PodStatus.of(live, run, hostAddress(live), now));
    if (first) {
      return Optional.of(Duration.ZERO);
    }
    Instant next = run.nextChange(now);
    if (!run.isFinished() && run.verdict().isEmpty()) {
      next = earlier(next, deadline);
      next = earlier(next, Evictions.next(run, host).map(Evictions.Due::time));
    }
    return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(between(now, next));
  }

  /** Whether the node has had enough of the pod. */
  private static void judge(PodRun run, Optional<Instant> deadline, Host host, Instant now) {
    if (run.verdict().isPresent() || run.isFinished()) {
      return;
    }
    if (deadline.isPresent() && !deadline.get().isAfter(now)) {
      condemn(run, Verdict.deadline(run.pod()), host);
      return;
    }
    Evictions.next(run, host)
        .filter(due -> !due.time().isAfter(now))
        .ifPresent(due -> condemn(run, due.verdict(), host));
  }

  private static void condemn(PodRun run, Verdict verdict, Host host) {
    host.event(verdict.type(), verdict.reason(), verdict.message());
    run.condemn(verdict);
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(time -> time.isBefore(one)).orElse(one);
  }

  /** Never nothing: the clock may stand still between two looks. */
  private static Duration between(Instant now, Instant next) {
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }

  private static Optional<Instant> deadline(ObjectNode pod) {
    long seconds = pod.path("spec").path("activeDeadlineSeconds").asLong(0);
    return seconds == 0
        ? Optional.empty()
        : Times.parse(pod.path("status").path("startTime"))
            .map(start -> start.plusSeconds(seconds));
  }

  private Optional<Duration> stop(ObjectNode pod, PodRun run, Host host, Instant now) {
    long grace = pod.path("metadata").path("deletionGracePeriodSeconds").asLong(0);
    if (!run.stopped(host, now, world.paced(grace))) {
      return Optional.of(between(now, run.nextStop()));
    }
    if (!pod.path("metadata").path("finalizers").isEmpty()) {
      // Somebody wants to see how it ended before it goes.
      write(
          pod,
          live -> {
            ObjectNode status = PodStatus.of(live, run, hostAddress(live), now);
            return status.put("phase", PodStatus.stopped(run));
          });
    }
    world.api().deleteNow(pod);
    return Optional.empty();
  }

  /** Made of what stands when it is written, so that what others wrote meanwhile stays. */
  private void write(ObjectNode pod, UnaryOperator<ObjectNode> status) {
    Optional<ObjectNode> live = Optional.of(pod);
    for (int i = 0; i < WRITES && live.filter(now -> isSame(now, pod)).isPresent(); i++) {
      try {
        write(live.get(), status.apply(live.get()));
        return;
      } catch (ApiFailure refused) {
        if (refused.code() != 404 && refused.code() != 409) {
          throw refused;
        }
      }
      live = world.api().get(Meta.id(pod));
    }
  }

  private static boolean isSame(ObjectNode one, ObjectNode other) {
    return Meta.uid(one).equals(Meta.uid(other));
  }

  private void write(ObjectNode pod, ObjectNode status) {
    if (!status.equals(pod.path("status"))) {
      ObjectNode copy = pod.deepCopy();
      copy.set("status", status);
      world.api().updateStatus(copy, "kubelet");
    }
  }

  private static String hostAddress(ObjectNode pod) {
    return NodeObjects.address(Pods.node(pod));
  }
}
