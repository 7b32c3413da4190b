package dev.tend.sandbox.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.amounts.Usage;
import dev.tend.sandbox.kubelet.UsageRules;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a metrics server would have measured: of pods that run, by the rules for usage, or as the
 * pod's annotation {@value #ANNOTATION} says: {@code cpu=250m,memory=64Mi} of each container,
 * {@code main/cpu=250m} of one, {@code none} of nothing.
 */
public final class Measurements {
  public static final String ANNOTATION = "sandbox.tend.dev/usage";

  /** Over what time a measurement is taken, in kubelet time. */
  public static final Duration WINDOW = Duration.ofSeconds(15);

  /** What a node uses without any pods. */
  private static final String OVERHEAD = "cpu=50m,memory=512Mi";

  private final World world;
  private final UsageRules rules;

  public Measurements(World world, UsageRules rules) {
    this.world = world;
    this.rules = rules;
  }

  /** Whether somebody said what is used, so that there is something to show. */
  boolean isTold() {
    return !rules.isEmpty();
  }

  public Instant now() {
    return world.now();
  }

  /** By container; empty for a pod that isn't measured. */
  public Optional<SortedMap<String, Usage>> of(ObjectNode pod) {
    String told = Meta.annotation(pod, ANNOTATION);
    if (!Pods.phase(pod).equals("Running") || told.equals("none")) {
      return Optional.empty();
    }
    SortedMap<String, Usage> found = new TreeMap<>();
    for (JsonNode container : pod.path("spec").path("containers")) {
      String name = container.path("name").asText();
      started(pod, name)
          .ifPresent(
              since ->
                  found.put(
                      name,
                      told.isEmpty()
                          ? byRules(pod, container, since)
                          : Annotated.usage(told, name)));
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private Usage byRules(ObjectNode pod, JsonNode container, Instant since) {
    double real = Duration.between(since, world.now()).toNanos();
    long seconds = (long) (real / Math.max(1, world.pace().toNanos()));
    return rules.of(pod, container, Duration.ofSeconds(Math.max(0, seconds)), sharers(pod));
  }

  private int sharers(ObjectNode pod) {
    return Meta.controller(pod)
        .map(owner -> world.api().controlledBy("", "Pod", owner.path("uid").asText()))
        .map(pods -> (int) pods.stream().filter(one -> Pods.phase(one).equals("Running")).count())
        .orElse(1);
  }

  private static Optional<Instant> started(JsonNode pod, String container) {
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      if (status.path("name").asText().equals(container)) {
        return Times.parse(status.at("/state/running/startedAt"));
      }
    }
    return Optional.empty();
  }

  /** What runs on a node, and the node itself. */
  Usage ofNode(String node) {
    Usage all = Annotated.usage(OVERHEAD, "");
    for (ObjectNode pod : world.api().list("", "Pod", "")) {
      if (Pods.node(pod).equals(node)) {
        for (Usage one : of(pod).orElseGet(TreeMap::new).values()) {
          all = all.plus(one);
        }
      }
    }
    return all;
  }
}
