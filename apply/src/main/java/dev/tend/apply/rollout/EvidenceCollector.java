package dev.tend.apply.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what is known about an object, and reads the logs that causes will want. */
final class EvidenceCollector {
  private static final int LOG_LINES = 10;

  private static final Duration LOG_AGE = Duration.ofSeconds(30);

  /**
   * One run of a container.
   *
   * @param age a running one's, in steps, because its log goes on
   */
  private record Run(Evidence.LogKey container, int restarts, boolean ended, long age) {}

  private final ObjectCache cache;
  private final RolloutView view;
  private final Map<Run, List<String>> logs = new HashMap<>();

  EvidenceCollector(ObjectCache cache, RolloutView view) {
    this.cache = cache;
    this.view = view;
  }

  Evidence collect(LiveObject object, Instant now) {
    String namespace = object.id().namespace();
    List<LiveObject> pods = NewestRevision.pods(object, cache);
    Optional<LiveObject> revision =
        object.id().groupKind().equals("Deployment.apps")
            ? NewestRevision.replicaSet(object, cache.ownedBy(object, Place.replicaSets(namespace)))
            : Optional.empty();
    List<LiveObject> claims = claims(object, pods);
    Set<String> uids = new HashSet<>();
    uids.add(object.uid());
    revision.ifPresent(set -> uids.add(set.uid()));
    pods.forEach(pod -> uids.add(pod.uid()));
    claims.forEach(claim -> uids.add(claim.uid()));
    List<ClusterEvent> events =
        cache.all(Place.events(namespace)).stream()
            .map(ClusterEvent::from)
            .filter(event -> uids.contains(event.aboutUid()))
            .toList();
    return new Evidence(
        object,
        revision,
        pods,
        NewestRevision.failed(object, cache),
        claims,
        events,
        logs(pods, now),
        now);
  }

  /** Names of the claims that a pod uses. */
  static List<String> claimNames(LiveObject pod) {
    List<String> names = new ArrayList<>();
    pod.spec()
        .path("volumes")
        .forEach(
            volume -> {
              String name = volume.path("persistentVolumeClaim").path("claimName").asText("");
              if (!name.isEmpty()) {
                names.add(name);
              }
            });
    return names;
  }

  private List<LiveObject> claims(LiveObject object, List<LiveObject> pods) {
    if (object.id().groupKind().equals("PersistentVolumeClaim")) {
      return List.of(object);
    }
    Set<String> names = new HashSet<>();
    pods.forEach(pod -> names.addAll(claimNames(pod)));
    return cache.all(Place.claims(object.id().namespace())).stream()
        .filter(claim -> names.contains(claim.name()))
        .toList();
  }

  /** Only of the first pod that shows a trouble: the others will say the same. */
  private Map<Evidence.LogKey, List<String>> logs(List<LiveObject> pods, Instant now) {
    Map<Evidence.LogKey, List<String>> found = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (LiveObject pod : pods) {
      for (PodContainer container : PodContainer.of(pod)) {
        boolean crashing = CrashLoopCause.isCrashing(container);
        Duration runtime = container.runtime(now);
        boolean lingering = !container.isReady() && runtime.compareTo(PodContainer.STARTING) >= 0;
        if ((crashing || lingering) && seen.add(container.title())) {
          Evidence.LogKey key = new Evidence.LogKey(pod.uid(), container.name());
          long age = crashing ? 0 : runtime.dividedBy(LOG_AGE);
          found.put(key, log(container, key, crashing, age));
        }
      }
    }
    return found;
  }

  private List<String> log(
      PodContainer container, Evidence.LogKey key, boolean crashing, long age) {
    // While it waits, the run that ended is still the current one.
    boolean previous = crashing && container.running().isObject();
    Run run = new Run(key, container.restarts(), container.termination().isObject(), age);
    return logs.computeIfAbsent(
        run, unread -> view.logs(container.pod().id(), container.name(), previous, LOG_LINES));
  }
}
