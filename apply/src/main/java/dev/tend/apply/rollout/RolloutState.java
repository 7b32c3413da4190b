package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent;
import dev.tend.manifest.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where a rollout stands. Single-threaded, and without a clock of its own: sightings go in, and
 * each step says what has come of them at that moment.
 */
final class RolloutState {
  /** Kinds that stand behind pods. */
  private static final Set<String> WORKLOADS =
      Set.of(
          "Deployment.apps",
          "StatefulSet.apps",
          "DaemonSet.apps",
          "ReplicaSet.apps",
          "ReplicationController",
          "Job.batch",
          "Pod");

  /** Kinds of which nobody can say which pods are new until their controller has looked at them. */
  private static final Set<String> REVISED_BY_CONTROLLER =
      Set.of("StatefulSet.apps", "DaemonSet.apps");

  /** Some causes are only a matter of time, such as a container that runs and isn't ready. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** Whether there is anything left to wait for. */
  enum Ending {
    NONE,
    READY,
    FAILED
  }

  private final ObjectCache cache = new ObjectCache();
  private final List<TrackedObject> tracked = new ArrayList<>();
  private final List<TrackedObject> unread = new ArrayList<>();
  private final SortedMap<Place, String> needs = new TreeMap<>();
  private final Set<Place> initialNeeds;

  /** Where nothing is heard from now, for want of rights perhaps. */
  private final Set<Place> lost = new HashSet<>();

  private final Patience patience;
  private final Readinesses readinesses;
  private final Diagnoses diagnoses;
  private final EvidenceCollector collector;
  private final Interference interference;

  /**
   * @param known objects as they were a moment ago; what needs no more than that isn't looked at
   *     again
   * @param completed asked for the Jobs that are gone
   * @param interference asked for each object that is there
   */
  RolloutState(
      Map<ResourceId, String> objects,
      Map<ResourceId, ObjectNode> known,
      RolloutView view,
      Patience patience,
      CompletedJobs completed,
      Interference interference) {
    this.patience = patience;
    this.interference = interference;
    this.readinesses = new Readinesses(new StorageClasses(view));
    this.diagnoses = new Diagnoses(patience);
    this.collector = new EvidenceCollector(cache, view);
    new TreeMap<>(objects)
        .forEach((id, version) -> tracked.add(new TrackedObject(id, version, patience, completed)));
    for (TrackedObject each : tracked) {
      ObjectNode object = known.get(each.id());
      if (object != null && suffices(each.id(), object)) {
        accept(Place.of(each.id()), new RolloutView.Sighting.Changed(object));
      } else if (isInert(each.id())) {
        unread.add(each);
      } else {
        need(each);
      }
    }
    initialNeeds = Set.copyOf(needs.keySet());
  }

  private boolean suffices(ResourceId id, ObjectNode object) {
    return isInert(id) || readinesses.of(object) instanceof Readiness.Ready;
  }

  /** The watches that it takes by now, with the apiVersion to watch at. */
  SortedMap<Place, String> needs() {
    return new TreeMap<>(needs);
  }

  /** What must be known before a step says anything that is true. */
  Set<Place> initialNeeds() {
    return initialNeeds;
  }

  /** Objects that don't change by themselves, which need reading only once. */
  List<TrackedObject> unread() {
    return List.copyOf(unread);
  }

  boolean isTracked(Place place) {
    return tracked.stream().anyMatch(each -> Place.of(each.id()).equals(place));
  }

  void accept(Place place, RolloutView.Sighting sighting) {
    lost.remove(place);
    switch (sighting) {
      case RolloutView.Sighting.Listed(List<ObjectNode> objects) ->
          objects.forEach(object -> sees(place, object, false));
      case RolloutView.Sighting.Changed(ObjectNode object) -> sees(place, object, false);
      case RolloutView.Sighting.Removed(ObjectNode object) -> sees(place, object, true);
      case RolloutView.Sighting.Lost ignored -> lost.add(place);
    }
    cache.accept(place, sighting);
  }

  private void sees(Place place, ObjectNode object, boolean removed) {
    if (place.kind().equals("Job")) {
      tracked.forEach(each -> each.sees(new LiveObject(object), removed));
    }
  }

  /**
   * Works out how every object is doing, and tells what is new.
   *
   * @param heard whether these places have said what there is
   */
  Ending step(Instant now, Predicate<Set<Place>> heard, Consumer<ApplyEvent> events) {
    for (TrackedObject each : tracked) {
      Optional<LiveObject> live = cache.find(each.id());
      live.flatMap(interference::in).ifPresent(words -> events.accept(new ApplyEvent.Noted(words)));
      Readiness judged = each.judge(live, readinesses);
      if (judged instanceof Readiness.Ready) {
        each.suspicions().clear();
      } else if (live.isPresent()) {
        investigate(each, live.get(), now);
      }
      Optional<Instant> provenAt = each.isReady() ? Optional.empty() : live.flatMap(this::provenAt);
      boolean informed = each.suspicions().isEmpty() || heard.test(needs.keySet());
      each.settle(each.hold(judged, provenAt, now), now, informed, events);
    }
    if (tracked.stream().allMatch(TrackedObject::isReady)) {
      return Ending.READY;
    }
    return tracked.stream().anyMatch(each -> each.isLost(now)) ? Ending.FAILED : Ending.NONE;
  }

  private Optional<Instant> provenAt(LiveObject live) {
    List<LiveObject> pods = NewestRevision.pods(live, cache);
    return willSeePodsOf(live) && Steadiness.isAheadOf(pods, live)
        ? Optional.of(Instant.MAX)
        : Steadiness.provenAt(live, pods, patience.steady());
  }

  /** What was known to be ready may be alone in its place, with nobody watching its pods. */
  private boolean willSeePodsOf(LiveObject live) {
    String namespace = live.id().namespace();
    return needs.containsKey(Place.of(live.id()))
        && !lost.contains(Place.pods(namespace))
        && !lost.contains(Place.replicaSets(namespace))
        && !lost.contains(Place.controllerRevisions(namespace));
  }

  private void investigate(TrackedObject each, LiveObject live, Instant now) {
    String kind = live.id().groupKind();
    String namespace = live.id().namespace();
    if (!WORKLOADS.contains(kind) && !kind.equals("PersistentVolumeClaim")) {
      return;
    }
    if (REVISED_BY_CONTROLLER.contains(kind) && live.isUnobserved()) {
      each.suspicions().clear();
      return;
    }
    needs.putIfAbsent(Place.events(namespace), "v1");
    Evidence evidence = collector.collect(live, now);
    if (evidence.pods().stream().anyMatch(RolloutState::waitsForClaim)) {
      needs.putIfAbsent(Place.claims(namespace), "v1");
    }
    int ready = (int) evidence.pods().stream().filter(PodReadiness::isReady).count();
    each.suspicions().update(diagnoses.find(evidence), ready + live.count("succeeded"), now);
  }

  /** Tells the causes that were still held back; the wait is over. */
  void finish(Consumer<ApplyEvent> events) {
    for (TrackedObject each : tracked) {
      for (Finding finding : each.suspicions().rest()) {
        events.accept(new ApplyEvent.Diagnosed(each.id(), finding.diagnosis()));
      }
    }
  }

  RolloutReport report(boolean timedOut) {
    SortedMap<ResourceId, Readiness> readiness = new TreeMap<>();
    List<Diagnosis> found = new ArrayList<>();
    for (TrackedObject each : tracked) {
      readiness.put(each.id(), readiness(each));
      each.suspicions().current().forEach(finding -> found.add(finding.diagnosis()));
    }
    return new RolloutReport(readiness, found, interference.overtaken(), timedOut);
  }

  /** Who looks but once can't wait whether a cause that won't heal comes to stay. */
  private static Readiness readiness(TrackedObject each) {
    return each.readiness() instanceof Readiness.Progressing(String message)
            && each.suspicions().current().stream().anyMatch(Finding::isFatal)
        ? new Readiness.Failing(message)
        : each.readiness();
  }

  /** When to take the next step though nothing has come in. */
  Optional<Instant> wake(Instant now) {
    Stream<Instant> beat =
        tracked.stream().filter(each -> !each.isReady()).limit(1).map(each -> now.plus(HEARTBEAT));
    return Stream.concat(tracked.stream().flatMap(each -> each.wakes(now)), beat)
        .min(Comparator.naturalOrder());
  }

  private void need(TrackedObject each) {
    String kind = each.id().groupKind();
    String namespace = each.id().namespace();
    needs.putIfAbsent(Place.of(each.id()), each.apiVersion());
    if (WORKLOADS.contains(kind)) {
      needs.putIfAbsent(Place.pods(namespace), "v1");
    }
    if (kind.equals("Deployment.apps")) {
      needs.putIfAbsent(Place.replicaSets(namespace), "apps/v1");
    }
    if (kind.equals("DaemonSet.apps")) {
      needs.putIfAbsent(Place.controllerRevisions(namespace), "apps/v1");
    }
  }

  private static boolean isInert(ResourceId id) {
    return Readinesses.isInert(id.groupKind());
  }

  private static boolean waitsForClaim(LiveObject pod) {
    return pod.status().path("phase").asText("Pending").equals("Pending")
        && !EvidenceCollector.claimNames(pod).isEmpty();
  }
}
