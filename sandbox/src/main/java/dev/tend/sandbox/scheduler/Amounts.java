package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Amount;
import java.util.Map;
import java.util.TreeMap;

/** Amounts of resources, in thousandths of their unit, by name. */
record Amounts(Map<String, Long> milli) {
  static final Amounts NONE = new Amounts(Map.of());

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
    Amounts running = NONE;
    Amounts sidecars = NONE;
    Amounts starting = NONE;
    for (JsonNode init : podSpec.path("initContainers")) {
      Amounts needed = requests(init);
      if (init.path("restartPolicy").asText().equals("Always")) {
        sidecars = sidecars.plus(needed);
      } else {
        starting = starting.max(sidecars.plus(needed));
      }
    }
    for (JsonNode container : podSpec.path("containers")) {
      running = running.plus(requests(container));
    }
    Amounts needed = running.plus(sidecars).max(starting).plus(of(podSpec.path("overhead")));
    return needed.plus(new Amounts(Map.of("pods", 1000L)));
  }

  private static Amounts requests(JsonNode container) {
    JsonNode resources = container.path("resources");
    Map<String, Long> all = new TreeMap<>(of(resources.path("limits")).milli());
    all.putAll(of(resources.path("requests")).milli());
    return new Amounts(all);
  }

  long of(String resource) {
    return milli.getOrDefault(resource, 0L);
  }

  Amounts plus(Amounts other) {
    Map<String, Long> sum = new TreeMap<>(milli);
    other.milli.forEach((name, amount) -> sum.merge(name, amount, Long::sum));
    return new Amounts(sum);
  }

  Amounts minus(Amounts other) {
    Map<String, Long> rest = new TreeMap<>(milli);
    other.milli.forEach((name, amount) -> rest.merge(name, -amount, Long::sum));
    return new Amounts(rest);
  }

  private Amounts max(Amounts other) {
    Map<String, Long> most = new TreeMap<>(milli);
    other.milli.forEach((name, amount) -> most.merge(name, amount, Math::max));
    return new Amounts(most);
  }
}
