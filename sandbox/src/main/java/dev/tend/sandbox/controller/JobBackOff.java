package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How long a Job waits before it makes another pod: 10 s, doubling with each failure in a row. */
final class JobBackOff {
  private static final long FIRST = 10;
  private static final long LONGEST = 600;

  private final World world;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  JobBackOff(World world) {
    this.world = world;
  }

  /** After the failures since the last success. */
  Duration left(ObjectNode job, List<ObjectNode> pods, Instant now) {
    Instant success =
        pods.stream()
            .filter(Pods::succeeded)
            .map(this::ended)
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    List<Instant> failures =
        pods.stream()
            .filter(pod -> JobPods.failed(job, pod))
            .map(this::ended)
            .filter(end -> !end.isBefore(success))
            .sorted()
            .toList();
    return failures.isEmpty() ? Duration.ZERO : left(failures.size(), failures.getLast(), now);
  }

  /** After the failures of one index. */
  Duration leftOf(ObjectNode lastFailed, Instant now) {
    int failures =
        1
            + JobPods.failures(lastFailed)
            + lastFailed.path("metadata").path("annotations").path(JobPods.IGNORED).asInt(0);
    return left(failures, ended(lastFailed), now);
  }

  private Duration left(int failures, Instant last, Instant now) {
    long seconds = Math.min(FIRST << Math.min(failures - 1, 6), LONGEST);
    return Duration.between(now, last.plus(world.paced(seconds)));
  }

  /** Of pods that are gone nothing needs to be known. */
  void forget(ObjectNode pod) {
    seen.remove(Meta.uid(pod));
  }

  /**
   * What pods say of their end is cut to seconds, which may be long: what was seen then is exact.
   */
  private Instant ended(ObjectNode pod) {
    Instant said = said(pod);
    Instant first = seen.computeIfAbsent(Meta.uid(pod), fresh -> world.now());
    boolean sameSecond = !first.isBefore(said) && first.isBefore(said.plusSeconds(1));
    return sameSecond ? first : said;
  }

  /** The end of its last container; else when it was to be gone. */
  private static Instant said(ObjectNode pod) {
    Optional<Instant> end =
        Stream.of("containerStatuses", "initContainerStatuses")
            .flatMap(list -> pod.path("status").path(list).valueStream())
            .map(status -> status.at("/state/terminated/finishedAt"))
            .flatMap(time -> Times.parse(time).stream())
            .max(Instant::compareTo);
    return end.or(() -> deleted(pod)).orElseGet(() -> Meta.created(pod));
  }

  private static Optional<Instant> deleted(ObjectNode pod) {
    JsonNode metadata = pod.path("metadata");
    long grace = metadata.path("deletionGracePeriodSeconds").asLong(0);
    return Times.parse(metadata.path("deletionTimestamp")).map(time -> time.minusSeconds(grace));
  }
}
