package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.rollout.Interference;
import dev.tend.apply.rollout.Readiness;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.apply.rollout.RolloutTracker;
import dev.tend.diff.Change;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Waits between stages for what the next one stands on. */
final class Foundation {
  private final Cluster cluster;
  private final Journal journal;
  private final Deadline deadline;
  private final Clock clock;
  private final JobWitness witness;

  Foundation(Cluster cluster, Journal journal, Deadline deadline, Clock clock, JobWitness witness) {
    this.cluster = cluster;
    this.journal = journal;
    this.deadline = deadline;
    this.clock = clock;
    this.witness = witness;
  }

  /**
   * Until what these changes depend on is ready: also without waiting for the end, because that is
   * what a dependency means.
   */
  void awaitDependencies(
      List<Change> changes, Map<ResourceId, Set<ResourceId>> edges, List<Change> planned) {
    Map<ResourceId, String> awaited = new TreeMap<>();
    Set<ResourceId> fleeting = Fleeting.idsOf(planned);
    List<Change> waiting =
        changes.stream().filter(Change::acts).filter(c -> edges.containsKey(c.id())).toList();
    for (Change change : waiting) {
      for (ResourceId before : edges.getOrDefault(change.id(), Set.of())) {
        // It was waited for when it ran, and may have been cleaned up since.
        if (!fleeting.contains(before)) {
          awaited.put(before, versionOf(before, planned));
        }
      }
    }
    if (awaited.isEmpty()) {
      return;
    }
    RolloutReport report = track(awaited);
    if (report.succeeded() || Thread.currentThread().isInterrupted()) {
      return;
    }
    for (Change change : waiting) {
      edges.getOrDefault(change.id(), Set.of()).stream()
          .filter(awaited::containsKey)
          .filter(before -> !(report.readiness().get(before) instanceof Readiness.Ready))
          .findFirst()
          .ifPresent(
              before -> {
                boolean there = !(report.readiness().get(before) instanceof Readiness.Absent);
                journal.failed(
                    change.id(),
                    "It depends on %s, which %s"
                        .formatted(before, there ? "isn't ready" : "doesn't exist"),
                    there
                        ? "See to that first"
                        : "Add it to the sources, or take it out of the annotation "
                            + Dependencies.ANNOTATION);
              });
    }
  }

  private String versionOf(ResourceId id, List<Change> planned) {
    return planned.stream()
        .filter(change -> change.id().equals(id))
        .map(Applier::manifestOf)
        .flatMap(Optional::stream)
        .map(Manifest::apiVersion)
        .findFirst()
        .or(() -> cluster.typeOf(id.group(), id.kind()).map(type -> type.gvk().apiVersion()))
        .orElse(id.group().isEmpty() ? "v1" : id.group() + "/v1");
  }

  /** Until the server serves what these CRDs define. */
  void awaitDefinitions(List<Change> definitions) {
    List<Manifest> changed =
        definitions.stream()
            .filter(Change::acts)
            .map(Applier::manifestOf)
            .flatMap(Optional::stream)
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    for (Manifest definition : changed) {
      try {
        awaitEstablished(definition);
        awaitServed(definition);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Interrupted e) {
        return;
      } catch (KnownFailure e) {
        journal.failed(definition.id(), e);
        return;
      }
    }
  }

  private void awaitEstablished(Manifest definition) throws InterruptedException {
    for (int looks = 1; ; looks++) {
      Optional<ObjectNode> live = cluster.get(definition.id(), definition.apiVersion());
      String trouble = "it was deleted";
      if (live.isPresent()) {
        JsonNode conditions = live.get().path("status").path("conditions");
        if (is(conditions, "Established", "True")) {
          return;
        }
        trouble = message(conditions, "NamesAccepted", "the server hasn't looked at it yet");
        if (is(conditions, "NamesAccepted", "False")) {
          throw notServed(definition, trouble);
        }
      }
      if (deadline.isOver()) {
        throw notServed(definition, trouble);
      }
      deadline.pause(looks);
    }
  }

  /** Discovery may lag behind the CRD's conditions. */
  private void awaitServed(Manifest definition) throws InterruptedException {
    JsonNode spec = definition.content().path("spec");
    for (JsonNode version : spec.path("versions")) {
      if (!version.path("served").asBoolean()) {
        continue;
      }
      GroupVersionKind type =
          new GroupVersionKind(
              spec.path("group").asText(),
              version.path("name").asText(),
              spec.path("names").path("kind").asText());
      for (int looks = 1; ; looks++) {
        cluster.forgetTypes();
        if (cluster.typeOf(type).isPresent()) {
          break;
        }
        if (deadline.isOver()) {
          throw notServed(definition, "discovery doesn't list " + type);
        }
        deadline.pause(looks);
      }
    }
  }

  private static KnownFailure notServed(Manifest definition, String why) {
    return new KnownFailure(
        "The server doesn't serve what %s defines: %s".formatted(definition.id().name(), why),
        "Look at the CRD's conditions");
  }

  private static boolean is(JsonNode conditions, String type, String status) {
    for (JsonNode condition : conditions) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals(status);
      }
    }
    return false;
  }

  private static String message(JsonNode conditions, String type, String otherwise) {
    for (JsonNode condition : conditions) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("message").asText(otherwise);
      }
    }
    return otherwise;
  }

  /**
   * Until the workloads behind these webhooks and API services are ready: a hook whose backend
   * isn't there refuses everybody's requests.
   */
  void awaitBackends(List<Change> hooks, List<Change> planned) {
    Set<String> namespaces = new HashSet<>();
    hooks.stream()
        .filter(Change::acts)
        .map(Applier::manifestOf)
        .flatMap(Optional::stream)
        .forEach(hook -> addNamespaces(hook.content(), namespaces));
    Map<ResourceId, String> backends = Applier.lasting(planned);
    backends
        .keySet()
        .removeIf(id -> !namespaces.contains(id.namespace()) || !ApplyOrder.isWorkload(id));
    if (backends.isEmpty()) {
      return;
    }
    RolloutReport report = track(backends);
    if (!report.succeeded() && !Thread.currentThread().isInterrupted()) {
      hooks.stream()
          .filter(Change::acts)
          .forEach(
              hook ->
                  journal.failed(
                      hook.id(),
                      "What answers it isn't ready, so it would refuse everybody's requests",
                      "See to the workloads in namespace " + String.join(", ", namespaces)));
    }
  }

  /** Until all else is ready that these hooks come after. */
  void awaitAll(List<Change> hooks, List<Change> planned) {
    if (hooks.stream().noneMatch(Change::acts)) {
      return;
    }
    unready(track(Applier.lasting(planned)))
        .ifPresent(
            which ->
                hooks.stream()
                    .filter(Change::acts)
                    .forEach(
                        hook ->
                            journal.failed(
                                hook.id(),
                                "It comes after %s, which isn't ready".formatted(which),
                                "See to that first")));
  }

  /** Until these hooks have done their work: also without waiting for the end. */
  void awaitHooks(List<Change> changes) {
    Map<ResourceId, String> runs = new TreeMap<>();
    for (Change change : changes) {
      if (change instanceof Change.Run run && run.due()) {
        runs.put(run.id(), run.manifest().apiVersion());
      }
    }
    if (runs.isEmpty()) {
      return;
    }
    RolloutReport report = track(runs);
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    report
        .readiness()
        .forEach(
            (id, readiness) -> {
              if (!(readiness instanceof Readiness.Ready)) {
                journal.failed(
                    id,
                    "The hook didn't succeed: " + readiness.message(),
                    "kubectl logs job/%s -n %s tells more; mend it, then apply again"
                        .formatted(id.name(), id.namespace()));
              }
            });
  }

  private RolloutReport track(Map<ResourceId, String> objects) {
    return new RolloutTracker(cluster, clock, witness, Interference.none())
        .track(objects, deadline.remaining(), journal::tell);
  }

  private static Optional<ResourceId> unready(RolloutReport report) {
    return Thread.currentThread().isInterrupted()
        ? Optional.empty()
        : report.readiness().entrySet().stream()
            .filter(entry -> !(entry.getValue() instanceof Readiness.Ready))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  private static void addNamespaces(ObjectNode hook, Set<String> namespaces) {
    for (JsonNode webhook : hook.path("webhooks")) {
      add(webhook.path("clientConfig").path("service"), namespaces);
    }
    add(hook.path("spec").path("service"), namespaces);
  }

  private static void add(JsonNode service, Set<String> namespaces) {
    String namespace = service.path("namespace").asText("");
    if (!namespace.isEmpty()) {
      namespaces.add(namespace);
    }
  }
}
