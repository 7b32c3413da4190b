package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.admission.Plugin;
import dev.tend.sandbox.amounts.Usage;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What each ResourceQuota has left. What is admitted is added to its status at once, under one
 * lock, so that two writes can't take the same rest; a count of what there is corrects it after
 * deletes.
 */
public final class Quotas implements Plugin {
  static final GroupKind QUOTA = new GroupKind("", "ResourceQuota");

  private final ReentrantLock lock = new ReentrantLock();
  private final Storage storage;
  private final Function<String, Optional<GroupKind>> kinds;
  private final Evaluators evaluators;
  private final Reservations reservations;

  /**
   * @param kinds the kind of a resource such as {@code deployments.apps}
   */
  public Quotas(Storage storage, Function<String, Optional<GroupKind>> kinds, Clock clock) {
    this.storage = storage;
    this.kinds = kinds;
    this.evaluators = new Evaluators(clock);
    this.reservations = new Reservations(clock);
  }

  @Override
  public void validate(Attempt attempt) {
    String namespace = attempt.namespace();
    if (namespace.isEmpty() || storage.list(QUOTA, namespace).objects().isEmpty()) {
      return;
    }
    Evaluator evaluator = evaluators.of(attempt.resource());
    if (!evaluator.handles(attempt)) {
      return;
    }
    lock.lock();
    try {
      List<Charge> charges = new ArrayList<>();
      for (ObjectNode quota : storage.list(QUOTA, namespace).objects()) {
        charge(attempt, evaluator, counted(quota)).ifPresent(charges::add);
      }
      if (!attempt.options().dryRun() && !charges.isEmpty()) {
        if (attempt.isCreate()) {
          reservations.add(attempt.resource(), attempt.object());
        }
        charges.forEach(charge -> write(charge.quota(), charge.used()));
      }
    } finally {
      lock.unlock();
    }
  }

  private record Charge(ObjectNode quota, Usage used) {}

  private Optional<Charge> charge(Attempt attempt, Evaluator evaluator, ObjectNode quota) {
    Usage hard = Usage.of(quota.path("status").path("hard"));
    Set<String> limited = hard.amounts().keySet();
    List<String> names = evaluator.matching(limited);
    if (names.isEmpty() || !inScopes(evaluator, attempt.object(), quota)) {
      return Optional.empty();
    }
    String missing = evaluator.missing(attempt.object(), names);
    if (!missing.isEmpty()) {
      throw attempt.forbidden("failed quota: %s: %s".formatted(Meta.name(quota), missing));
    }
    Usage requested = evaluator.usage(attempt.object());
    if (attempt.live() != null && inScopes(evaluator, attempt.live(), quota)) {
      requested = requested.beyond(evaluator.usage(attempt.live()));
    }
    requested = requested.withoutZeros().only(limited);
    if (requested.isEmpty()) {
      return Optional.empty();
    }
    Usage used = Usage.of(quota.path("status").path("used"));
    Usage next = used.plus(requested);
    Set<String> exceeded = new TreeSet<>();
    for (String name : requested.amounts().keySet()) {
      boolean fits = next.get(name).orElseThrow().compareTo(hard.get(name).orElseThrow()) <= 0;
      if (!fits) {
        exceeded.add(name);
      }
    }
    if (!exceeded.isEmpty()) {
      throw attempt.forbidden(
          "exceeded quota: %s, requested: %s, used: %s, limited: %s"
              .formatted(
                  Meta.name(quota),
                  requested.only(exceeded).text(),
                  used.only(exceeded).text(),
                  hard.only(exceeded).text()));
    }
    return Optional.of(new Charge(quota, next));
  }

  private static boolean inScopes(Evaluator evaluator, ObjectNode object, ObjectNode quota) {
    JsonNode spec = quota.path("spec");
    for (JsonNode scope : spec.path("scopes")) {
      ObjectNode selector = object.objectNode().put("scopeName", scope.asText());
      if (!evaluator.inScope(object, selector.put("operator", "Exists"))) {
        return false;
      }
    }
    for (JsonNode selector : spec.path("scopeSelector").path("matchExpressions")) {
      if (!evaluator.inScope(object, selector)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Counts again what a namespace holds.
   *
   * @return whether something was admitted that isn't stored yet, so that the count may be wrong
   */
  boolean recount(String namespace) {
    lock.lock();
    try {
      for (ObjectNode quota : storage.list(QUOTA, namespace).objects()) {
        write(quota, count(quota));
      }
      return reservations.arePending(namespace);
    } finally {
      lock.unlock();
    }
  }

  /** The quota with a status that its spec is in: a fresh one is counted at once. */
  private ObjectNode counted(ObjectNode quota) {
    return Usage.of(quota.path("spec").path("hard"))
            .json()
            .equals(Usage.of(quota.path("status").path("hard")).json())
        ? quota
        : write(quota, count(quota));
  }

  private Usage count(ObjectNode quota) {
    Set<String> limited = Usage.of(quota.path("spec").path("hard")).amounts().keySet();
    Usage used = Usage.NONE;
    for (String resource : evaluators.resources(limited)) {
      Optional<GroupKind> kind = kinds.apply(resource);
      if (kind.isPresent()) {
        Evaluator evaluator = evaluators.of(resource);
        used = used.plus(Usage.zero(evaluator.matching(limited)));
        for (ObjectNode object : objects(kind.get(), resource, Meta.namespace(quota))) {
          if (inScopes(evaluator, object, quota)) {
            used = used.plus(evaluator.usage(object));
          }
        }
      }
    }
    return used.only(limited);
  }

  private Collection<ObjectNode> objects(GroupKind kind, String resource, String namespace) {
    // Asked for before the list: what is stored in between is found twice rather than not at all.
    Map<String, ObjectNode> byUid = new LinkedHashMap<>();
    reservations
        .pending(resource, namespace, id -> storage.get(id).isPresent())
        .forEach(object -> byUid.put(Meta.uid(object), object));
    storage.list(kind, namespace).objects().forEach(object -> byUid.put(Meta.uid(object), object));
    return byUid.values();
  }

  /** Writes the status where it differs; returns what stands then. */
  private ObjectNode write(ObjectNode quota, Usage used) {
    for (Optional<ObjectNode> live = Optional.of(quota);
        live.isPresent();
        live = storage.get(Meta.id(quota))) {
      ObjectNode next = live.get().deepCopy();
      ObjectNode status = next.putObject("status");
      status.set("hard", Usage.of(next.path("spec").path("hard")).json());
      status.set("used", used.json());
      if (status.equals(live.get().path("status"))) {
        return live.get();
      }
      Optional<ObjectNode> stored = storage.put(Meta.id(quota), live.get(), next);
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    return quota;
  }

  /** The kinds whose objects this quota counts. */
  List<GroupKind> kindsOf(ObjectNode quota) {
    Set<String> limited = Usage.of(quota.path("spec").path("hard")).amounts().keySet();
    return evaluators.resources(limited).stream()
        .flatMap(resource -> kinds.apply(resource).stream())
        .toList();
  }
}
