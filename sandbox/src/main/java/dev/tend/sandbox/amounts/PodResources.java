package dev.tend.sandbox.amounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a pod asks for as a whole: its containers together, or what its start needs if more. */
public final class PodResources {
  /** What may be said of the pod itself, and then counts. */
  private static final Set<String> OF_POD = Set.of("cpu", "memory");

  private PodResources() {}

  public static Usage requests(JsonNode spec) {
    return sum(spec, "requests").plus(Usage.of(spec.path("overhead")));
  }

  public static Usage limits(JsonNode spec) {
    Usage limits = sum(spec, "limits");
    // What has no limit gets none by what the runtime needs.
    return limits.plus(Usage.of(spec.path("overhead")).only(limits.amounts().keySet()));
  }

  public static boolean areOfPod(JsonNode spec) {
    JsonNode resources = spec.path("resources");
    for (String list : Set.of("requests", "limits")) {
      for (String name : OF_POD) {
        if (resources.path(list).has(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Usage sum(JsonNode spec, String list) {
    Usage running = Usage.NONE;
    for (JsonNode container : spec.path("containers")) {
      running = running.plus(of(container, list));
    }
    Usage sidecars = Usage.NONE;
    Usage starting = Usage.NONE;
    for (JsonNode container : spec.path("initContainers")) {
      Usage needed = of(container, list);
      if (container.path("restartPolicy").asText().equals("Always")) {
        running = running.plus(needed);
        sidecars = sidecars.plus(needed);
        starting = starting.max(sidecars);
      } else {
        starting = starting.max(needed.plus(sidecars));
      }
    }
    Usage all = running.max(starting);
    Usage ofPod = Usage.of(spec.path("resources").path(list)).only(OF_POD);
    for (var entry : ofPod.amounts().entrySet()) {
      all = all.with(entry.getKey(), entry.getValue());
    }
    return all;
  }

  private static Usage of(JsonNode container, String list) {
    return Usage.of(container.path("resources").path(list));
  }
}
