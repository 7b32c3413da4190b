package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The probes of one run of a container: until the one for its start succeeds, the others are not
 * made.
 *
 * @param since the container's start
 */
record Checks(
    Instant since,
    Optional<ProbeCheck> startup,
    Optional<ProbeCheck> liveness,
    Optional<ProbeCheck> readiness) {
  private static final Behaviour.Trouble NONE =
      new Behaviour.Trouble(Duration.ZERO, Duration.ZERO, "");
  private static final Behaviour.Trouble ALWAYS =
      new Behaviour.Trouble(Duration.ZERO, Behaviour.FOREVER, "");

  /**
   * @param now when the first is made at the earliest
   * @param started whether it is known to have started
   * @param ready whether it is known to be ready
   */
  static Checks of(
      JsonNode container, Instant since, Instant now, boolean started, boolean ready, Host host) {
    Behaviour.Probing probing = host.behaviour(container).probing();
    Optional<ProbeCheck> startup =
        started
            ? Optional.empty()
            : check(ProbeKind.STARTUP, container, probing, since, now, false, host);
    Checks checks = new Checks(since, startup, Optional.empty(), Optional.empty());
    return startup.isPresent() ? checks : checks.others(container, now, ready, host);
  }

  private static Optional<ProbeCheck> check(
      ProbeKind kind,
      JsonNode container,
      Behaviour.Probing probing,
      Instant since,
      Instant now,
      boolean passing,
      Host host) {
    JsonNode spec = container.path(kind.field());
    boolean never = kind == ProbeKind.READINESS && probing.neverReady();
    if (!spec.isObject() && !never) {
      return Optional.empty();
    }
    Behaviour.Trouble trouble = never ? ALWAYS : probing.troubles().getOrDefault(kind, NONE);
    JsonNode known = spec.isObject() ? spec : MissingNode.getInstance();
    return Optional.of(ProbeCheck.of(kind, known, trouble, since, now, passing, host));
  }

  private Checks others(JsonNode container, Instant now, boolean ready, Host host) {
    Behaviour.Probing probing = host.behaviour(container).probing();
    return new Checks(
        since,
        Optional.empty(),
        check(ProbeKind.LIVENESS, container, probing, since, now, true, host),
        probing.readyAfter() == null
            ? check(ProbeKind.READINESS, container, probing, since, now, ready, host)
            : Optional.empty());
  }

  boolean started() {
    return startup.isEmpty();
  }

  boolean ready() {
    return started() && readiness.map(ProbeCheck::passing).orElse(true);
  }

  private Stream<ProbeCheck> all() {
    return Stream.of(startup, liveness, readiness).flatMap(Optional::stream);
  }

  Instant next() {
    return all().map(ProbeCheck::next).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** Those whose time has come, as they were before. */
  Stream<ProbeCheck> due(Instant now) {
    return all().filter(check -> !check.next().isAfter(now));
  }

  /** What they are after those were made whose time had come. */
  Checks made(JsonNode container, Instant now, Host host) {
    Optional<ProbeCheck> first = startup.map(check -> made(check, now));
    if (first.map(ProbeCheck::passing).orElse(false)) {
      return others(container, now, false, host);
    }
    return new Checks(
        since,
        first,
        liveness.map(check -> made(check, now)),
        readiness.map(check -> made(check, now)));
  }

  private static ProbeCheck made(ProbeCheck check, Instant now) {
    return check.next().isAfter(now) ? check : check.made(now);
  }

  /** The probe that says that the container must go, if one does. */
  Optional<ProbeCheck> fatal() {
    return Stream.of(startup, liveness)
        .flatMap(Optional::stream)
        .filter(ProbeCheck::failed)
        .findFirst();
  }
}
