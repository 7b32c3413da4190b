package dev.tend.sandbox.amounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Amounts of resources, by name: a ResourceList. */
public record Usage(SortedMap<String, Quantity> amounts) {
  public static final Usage NONE = new Usage(new TreeMap<>());

  private static final Quantity ZERO = whole(0);

  public Usage {
    amounts = new TreeMap<>(amounts);
  }

  /** What is no quantity is left out: the API refuses it. */
  public static Usage of(JsonNode list) {
    SortedMap<String, Quantity> amounts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : list.properties()) {
      Quantity.parse(entry.getValue().asText())
          .ifPresent(amount -> amounts.put(entry.getKey(), amount));
    }
    return new Usage(amounts);
  }

  public static Quantity whole(long count) {
    return Quantity.parse(Long.toString(count)).orElseThrow();
  }

  /** One of each. */
  public static Usage count(String... names) {
    SortedMap<String, Quantity> amounts = new TreeMap<>();
    for (String name : names) {
      amounts.put(name, whole(1));
    }
    return new Usage(amounts);
  }

  /** None of each. */
  public static Usage zero(Collection<String> names) {
    SortedMap<String, Quantity> amounts = new TreeMap<>();
    names.forEach(name -> amounts.put(name, ZERO));
    return new Usage(amounts);
  }

  public Optional<Quantity> get(String name) {
    return Optional.ofNullable(amounts.get(name));
  }

  public Usage with(String name, Quantity amount) {
    SortedMap<String, Quantity> next = new TreeMap<>(amounts);
    next.put(name, amount);
    return new Usage(next);
  }

  public Usage plus(Usage other) {
    return merged(other, Quantity::plus);
  }

  /** The larger of each. */
  public Usage max(Usage other) {
    return merged(other, (one, two) -> one.compareTo(two) >= 0 ? one : two);
  }

  private Usage merged(Usage other, BinaryOperator<Quantity> how) {
    SortedMap<String, Quantity> next = new TreeMap<>(amounts);
    other.amounts.forEach((name, amount) -> next.merge(name, amount, how));
    return new Usage(next);
  }

  /** What there is more of than in the other; nothing below zero. */
  public Usage beyond(Usage other) {
    SortedMap<String, Quantity> next = new TreeMap<>();
    amounts.forEach(
        (name, amount) -> {
          Quantity left = amount.minus(other.amounts.getOrDefault(name, ZERO));
          next.put(name, left.value().signum() < 0 ? ZERO : left);
        });
    return new Usage(next);
  }

  public Usage only(Collection<String> names) {
    SortedMap<String, Quantity> next = new TreeMap<>(amounts);
    next.keySet().retainAll(names);
    return new Usage(next);
  }

  public Usage withoutZeros() {
    SortedMap<String, Quantity> next = new TreeMap<>(amounts);
    next.values().removeIf(amount -> amount.value().signum() == 0);
    return new Usage(next);
  }

  public boolean isEmpty() {
    return amounts.isEmpty();
  }

  /** {@code limits.cpu=2,pods=1}, as messages list amounts. */
  public String text() {
    return amounts.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  public ObjectNode json() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    amounts.forEach((name, amount) -> list.put(name, amount.canonical()));
    return list;
  }
}
