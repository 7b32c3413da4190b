package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
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
    list.properties().forEach(e -> milli.put(e.getKey(), thousandths(e.getValue().asText())));
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

  /** 0 for what is no quantity: the API refuses those. */
  private static long thousandths(String text) {
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    try {
      BigDecimal number = new BigDecimal(text.substring(0, end));
      return number.multiply(factor(text.substring(end))).longValue();
    } catch (NumberFormatException notAQuantity) {
      return 0;
    }
  }

  private static BigDecimal factor(String suffix) {
    return switch (suffix) {
      case "n" -> new BigDecimal("0.000001");
      case "u" -> new BigDecimal("0.001");
      case "m" -> BigDecimal.ONE;
      case "k" -> BigDecimal.valueOf(1_000_000L);
      case "M" -> BigDecimal.valueOf(1_000_000_000L);
      case "G" -> BigDecimal.valueOf(1_000_000_000_000L);
      case "T" -> BigDecimal.valueOf(1_000_000_000_000_000L);
      case "Ki" -> BigDecimal.valueOf(1000L << 10);
      case "Mi" -> BigDecimal.valueOf(1000L << 20);
      case "Gi" -> BigDecimal.valueOf(1000L << 30);
      case "Ti" -> BigDecimal.valueOf(1000L << 40);
      default -> BigDecimal.valueOf(1000);
    };
  }
}
