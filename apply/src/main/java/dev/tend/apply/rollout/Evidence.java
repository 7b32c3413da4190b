package dev.tend.apply.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known about an object at one moment, as far as causes ask for it.
 *
 * @param object what should get ready
 * @param revision the newest ReplicaSet of a Deployment
 * @param pods of the newest revision, by name, without those that are being or have been replaced
 * @param ended pods of the newest revision that have failed, others having taken their places or
 *     not
 * @param claims that the object or its pods use
 * @param events about any of these
 * @param logs last lines by container, of the run that ended or that isn't getting ready
 */
public record Evidence(
    LiveObject object,
    Optional<LiveObject> revision,
    List<LiveObject> pods,
    List<LiveObject> ended,
    List<LiveObject> claims,
    List<ClusterEvent> events,
    Map<LogKey, List<String>> logs,
    Instant now) {

  /** A container of a pod. */
  public record LogKey(String podUid, String container) {}

  public Evidence {
    pods = List.copyOf(pods);
    ended = List.copyOf(ended);
    claims = List.copyOf(claims);
    events = events.stream().sorted(ClusterEvent.LATEST_FIRST).toList();
    logs = Map.copyOf(logs);
  }

  /** {@code Deployment/web}, for summaries. */
  String workload() {
    return object.id().kindAndName();
  }

  /** {@code container app in pod web-5d8f-x}; without the pod where that is the object itself. */
  String title(PodContainer container) {
    return container.pod().uid().equals(object.uid())
        ? container.title()
        : container.title() + " in pod " + container.pod().name();
  }

  /** Of all pods, in the order of their names and of their start. */
  Stream<PodContainer> containers() {
    return pods.stream().flatMap(pod -> PodContainer.of(pod).stream());
  }

  /** With one of the reasons, latest first. */
  List<ClusterEvent> eventsAbout(LiveObject about, String... reasons) {
    List<String> wanted = List.of(reasons);
    return events.stream()
        .filter(event -> event.aboutUid().equals(about.uid()) && wanted.contains(event.reason()))
        .toList();
  }

  /** With one of the reasons, latest first. */
  List<ClusterEvent> eventsAbout(PodContainer container, String... reasons) {
    return eventsAbout(container.pod(), reasons).stream()
        .filter(event -> event.isAbout(container))
        .toList();
  }

  List<String> log(PodContainer container) {
    return logs.getOrDefault(new LogKey(container.pod().uid(), container.name()), List.of());
  }
}
