package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.amounts.Usage;
import dev.tend.sandbox.autoscaler.ReplicaFormula.PodGroups;
import dev.tend.sandbox.metrics.Measurements;
import dev.tend.sandbox.reconcile.Amount;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pods of a target, and what they use of one resource.
 *
 * @param container the only one that counts, or empty for all
 */
record PodSample(List<ObjectNode> pods, String resource, String container, World world) {
  /** While a pod starts, its use of the processor says little. */
  private static final Duration STARTING = Duration.ofMinutes(5);

  private static final Duration FIRST_READINESS = Duration.ofSeconds(30);

  /** In thousandths, by pod; pods of which not every container is measured are left out. */
  SortedMap<String, Long> used(Measurements measurements) {
    SortedMap<String, Long> used = new TreeMap<>();
    for (ObjectNode pod : pods) {
      measurements.of(pod).flatMap(this::used).ifPresent(sum -> used.put(Meta.name(pod), sum));
    }
    return used;
  }

  private Optional<Long> used(Map<String, Usage> containers) {
    long sum = 0;
    for (Map.Entry<String, Usage> one : containers.entrySet()) {
      if (container.isEmpty() || one.getKey().equals(container)) {
        Optional<Long> amount =
            one.getValue()
                .get(resource)
                .map(q -> q.value().movePointRight(3).setScale(0, RoundingMode.UP).longValue());
        if (amount.isEmpty()) {
          return Optional.empty();
        }
        sum += amount.get();
      }
    }
    boolean found = container.isEmpty() || containers.containsKey(container);
    return found ? Optional.of(sum) : Optional.empty();
  }

  /** Takes the measurements of pods that don't count out of {@code used}. */
  PodGroups group(Map<String, Long> used) {
    int ready = 0;
    var unready = new TreeSet<String>();
    var missing = new TreeSet<String>();
    for (ObjectNode pod : pods) {
      String name = Meta.name(pod);
      if (Meta.deleting(pod) || Pods.failed(pod)) {
        used.remove(name);
      } else if (Pods.phase(pod).equals("Pending")) {
        unready.add(name);
      } else if (!used.containsKey(name)) {
        missing.add(name);
      } else if (resource.equals("cpu") && isStarting(pod)) {
        unready.add(name);
      } else {
        ready++;
      }
    }
    used.keySet().removeAll(unready);
    return new PodGroups(ready, unready, missing);
  }

  private boolean isStarting(ObjectNode pod) {
    Optional<JsonNode> condition = Conditions.find(pod.path("status"), "Ready");
    Optional<Instant> start = Times.parse(pod.path("status").path("startTime"));
    if (condition.isEmpty() || start.isEmpty()) {
      return true;
    }
    boolean ready = condition.get().path("status").asText().equals("True");
    Instant turned = Times.parse(condition.get().path("lastTransitionTime")).orElse(start.get());
    Instant now = world.now();
    if (start.get().plus(world.paced(STARTING)).isAfter(now)) {
      // What is told by hand is true at once; what is measured, when it was for a whole window.
      boolean told = !Meta.annotation(pod, Measurements.ANNOTATION).isEmpty();
      return !ready || (!told && now.isBefore(turned.plus(world.paced(Measurements.WINDOW))));
    }
    return !ready && start.get().plus(world.paced(FIRST_READINESS)).isAfter(turned);
  }

  /**
   * What pods request, in thousandths.
   *
   * @param missing is told the container and the pod of the first that requests nothing
   */
  Optional<SortedMap<String, Long>> requests(
      java.util.function.BiConsumer<String, String> missing) {
    SortedMap<String, Long> requests = new TreeMap<>();
    for (ObjectNode pod : pods) {
      long sum = 0;
      for (JsonNode one : containers(pod)) {
        JsonNode request = one.at("/resources/requests/" + resource);
        String name = one.path("name").asText();
        if (container.isEmpty() || name.equals(container)) {
          if (request.isMissingNode()) {
            missing.accept(name, Meta.name(pod));
            return Optional.empty();
          }
          sum += Amount.milli(request);
        }
      }
      requests.put(Meta.name(pod), sum);
    }
    return Optional.of(requests);
  }

  private static List<JsonNode> containers(ObjectNode pod) {
    List<JsonNode> all = new java.util.ArrayList<>();
    pod.path("spec").path("containers").forEach(all::add);
    pod.path("spec")
        .path("initContainers")
        .valueStream()
        .filter(init -> init.path("restartPolicy").asText().equals("Always"))
        .forEach(all::add);
    return all;
  }
}
