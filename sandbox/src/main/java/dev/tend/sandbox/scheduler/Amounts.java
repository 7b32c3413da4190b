package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Amount;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Amounts of resources, in thousandths of their unit, by name. */
record Amounts(Map<String, Long> milli) {
  static final Amounts NONE = new Amounts(Map.of());

  /** What a container that asks for nothing is taken to use when nodes are compared. */
  private static final Amounts MODEST =
      new Amounts(Map.of("cpu", 100L, "memory", 200L * 1024 * 1024 * 1000));

  private static final Set<String> OF_WHOLE_PODS = Set.of("cpu", "memory");

  Amounts {
    milli = new TreeMap<>(milli);
  }

  /** A ResourceList. */
  static Amounts of(JsonNode list) {
    Map<String, Long> milli = new TreeMap<>();
    list.properties().forEach(e -> milli.put(e.getKey(), Amount.milli(e.getValue())));
    return new Amounts(milli);
  }

  /** What a pod needs: its containers together, or its largest init container if that is more. */
  static Amounts requestedBy(JsonNode podSpec) {
    return together(podSpec, NONE).plus(new Amounts(Map.of("pods", 1000L)));
  }

  /** The same where containers that ask for no cpu or memory are taken to use a little. */
  static Amounts assumedBy(JsonNode podSpec) {
    return together(podSpec, MODEST);
  }

  private static Amounts together(JsonNode podSpec, Amounts otherwise) {
    Amounts running = NONE;
    Amounts sidecars = NONE;
    Amounts starting = NONE;
    for (JsonNode init : podSpec.path("initContainers")) {
      Amounts needed = requests(init, otherwise);
      if (init.path("restartPolicy").asText().equals("Always")) {
        sidecars = sidecars.plus(needed);
        starting = starting.max(sidecars);
      } else {
        starting = starting.max(sidecars.plus(needed));
      }
    }
    for (JsonNode container : podSpec.path("containers")) {
      running = running.plus(requests(container, otherwise));
    }
    Map<String, Long> needed = new TreeMap<>(running.plus(sidecars).max(starting).milli());
    requests(podSpec, NONE)
        .milli()
        .forEach(
            (name, amount) -> {
              if (OF_WHOLE_PODS.contains(name) || name.startsWith("hugepages-")) {
                needed.put(name, amount);
              }
            });
    return new Amounts(needed).plus(of(podSpec.path("overhead")));
  }

  private static Amounts requests(JsonNode container, Amounts otherwise) {
    JsonNode resources = container.path("resources");
    Map<String, Long> all = new TreeMap<>(otherwise.milli());
    all.putAll(of(resources.path("limits")).milli());
    all.putAll(of(resources.path("requests")).milli());
    return new Amounts(all);
  }

  static Amounts sum(Stream<Amounts> all) {
    Map<String, Long> sum = new TreeMap<>();
    all.forEach(each -> each.milli.forEach((name, amount) -> sum.merge(name, amount, Long::sum)));
    return new Amounts(sum);
  }

  long of(String resource) {
    return milli.getOrDefault(resource, 0L);
  }

  Amounts plus(Amounts other) {
    Map<String, Long> sum = new TreeMap<>(milli);
    other.milli.forEach((name, amount) -> sum.merge(name, amount, Long::sum));
    return new Amounts(sum);
  }

  private Amounts max(Amounts other) {
    Map<String, Long> most = new TreeMap<>(milli);
    other.milli.forEach((name, amount) -> most.merge(name, amount, Math::max));
    return new Amounts(most);
  }
}
