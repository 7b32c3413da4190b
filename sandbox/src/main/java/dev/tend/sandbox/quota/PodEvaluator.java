package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.amounts.PodResources;
import dev.tend.sandbox.amounts.Usage;
import dev.tend.sandbox.store.Meta;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Pods, and what they ask for. */
final class PodEvaluator implements Evaluator {
  private static final String ALL = "count/pods";
  private static final List<String> COMPUTE = List.of("cpu", "memory", "ephemeral-storage");

  /** A quota of one of these asks each container to say how much it wants. */
  private static final Set<String> REQUIRED =
      Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

  private final Clock clock;

  PodEvaluator(Clock clock) {
    this.clock = clock;
  }

  @Override
  public boolean handles(Attempt attempt) {
    return attempt.isCreate()
        || PodScopes.isTerminating(attempt.before("spec"))
            != PodScopes.isTerminating(attempt.spec());
  }

  @Override
  public List<String> matching(Collection<String> names) {
    return names.stream().filter(PodEvaluator::isOfPods).toList();
  }

  private static boolean isOfPods(String name) {
    if (name.equals(ALL) || name.equals("pods") || name.startsWith("hugepages-")) {
      return true;
    }
    for (String compute : COMPUTE) {
      if (name.equals(compute)
          || name.equals("requests." + compute)
          || name.equals("limits." + compute)) {
        return true;
      }
    }
    return name.startsWith("requests.hugepages-")
        || (name.startsWith("requests.") && isExtended(name.substring("requests.".length())));
  }

  private static boolean isExtended(String resource) {
    return resource.contains("/") && !resource.contains("kubernetes.io/");
  }

  @Override
  public boolean inScope(ObjectNode pod, JsonNode scope) {
    return PodScopes.matches(pod, scope);
  }

  @Override
  public Usage usage(ObjectNode pod) {
    Usage count = Usage.count(ALL);
    if (isOver(pod)) {
      return count;
    }
    JsonNode spec = pod.path("spec");
    return count.plus(of(PodResources.requests(spec), PodResources.limits(spec)));
  }

  private static Usage of(Usage requests, Usage limits) {
    Usage usage = Usage.count("pods");
    for (String name : COMPUTE) {
      if (requests.get(name).isPresent()) {
        usage = usage.with(name, requests.get(name).get());
        usage = usage.with("requests." + name, requests.get(name).get());
      }
      if (limits.get(name).isPresent()) {
        usage = usage.with("limits." + name, limits.get(name).get());
      }
    }
    for (var entry : requests.amounts().entrySet()) {
      String name = entry.getKey();
      if (name.startsWith("hugepages-")) {
        usage = usage.with(name, entry.getValue());
        usage = usage.with("requests." + name, entry.getValue());
      } else if (isExtended(name)) {
        usage = usage.with("requests." + name, entry.getValue());
      }
    }
    return usage;
  }

  /** It has ended, or it should have been gone by now. */
  private boolean isOver(ObjectNode pod) {
    String phase = pod.path("status").path("phase").asText();
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      return true;
    }
    JsonNode metadata = pod.path("metadata");
    if (!Meta.isBeingDeleted(pod) || !metadata.has("deletionGracePeriodSeconds")) {
      return false;
    }
    Instant end = Instant.parse(metadata.path("deletionTimestamp").asText());
    long grace = metadata.path("deletionGracePeriodSeconds").asLong();
    return clock.instant().isAfter(end.plusSeconds(grace));
  }

  @Override
  public String missing(ObjectNode pod, Collection<String> names) {
    JsonNode spec = pod.path("spec");
    Set<String> required = new TreeSet<>(names);
    required.retainAll(REQUIRED);
    if (required.isEmpty() || PodResources.areOfPod(spec)) {
      return "";
    }
    SortedMap<String, Set<String>> missing = new TreeMap<>();
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : spec.path(list)) {
        JsonNode resources = container.path("resources");
        Usage usage = of(Usage.of(resources.path("requests")), Usage.of(resources.path("limits")));
        for (String name : required) {
          if (usage.get(name).isEmpty()) {
            missing
                .computeIfAbsent(name, absent -> new TreeSet<>())
                .add(container.path("name").asText());
          }
        }
      }
    }
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, Set<String>> entry : missing.entrySet()) {
      texts.add(entry.getKey() + " for: " + String.join(",", entry.getValue()));
    }
    return texts.isEmpty() ? "" : "must specify " + String.join("; ", texts);
  }
}
