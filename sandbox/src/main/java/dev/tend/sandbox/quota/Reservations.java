package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.Meta;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What was admitted and isn't stored yet. Whoever calls holds the quotas' lock. */
final class Reservations {
  /** After this long a write that isn't to be seen has failed. */
  static final Duration LIFE = Duration.ofSeconds(3);

  private final Clock clock;
  private final Map<String, Reservation> byUid = new LinkedHashMap<>();

  Reservations(Clock clock) {
    this.clock = clock;
  }

  private record Reservation(String resource, ObjectNode object, Instant since) {
    boolean isIn(String namespace) {
      return Meta.namespace(object).equals(namespace);
    }
  }

  void add(String resource, ObjectNode object) {
    byUid.put(Meta.uid(object), new Reservation(resource, object, clock.instant()));
  }

  /** Those that count besides what is stored. */
  List<ObjectNode> pending(String resource, String namespace, Predicate<ResourceId> isStored) {
    Instant end = clock.instant().minus(LIFE);
    byUid
        .values()
        .removeIf(one -> one.since().isBefore(end) || isStored.test(Meta.id(one.object())));
    List<ObjectNode> objects = new ArrayList<>();
    for (Reservation one : byUid.values()) {
      if (one.resource().equals(resource) && one.isIn(namespace)) {
        objects.add(one.object());
      }
    }
    return objects;
  }

  boolean arePending(String namespace) {
    return byUid.values().stream().anyMatch(one -> one.isIn(namespace));
  }
}
