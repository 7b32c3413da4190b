package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * A probe of a running container. Probes that are going to succeed and that change nothing are not
 * made at all, so that a pod that is well costs nothing.
 *
 * @param from when it begins to fail; MAX for never
 * @param until when it fails no more
 * @param next when it is made next; MAX for never
 * @param streak how often it has succeeded (or, negative, failed) in a row
 * @param passing what follows from that
 */
record ProbeCheck(
    ProbeKind kind,
    Duration period,
    int successThreshold,
    int failureThreshold,
    Instant from,
    Instant until,
    Instant next,
    int streak,
    boolean passing) {
  /** However fast the sandbox is, lasting failures are not reported more often. */
  private static final Duration CALM = Duration.ofSeconds(1);

  private static final int NEVER = 0;

  /**
   * @param spec of the probe; missing where a rule alone speaks of it
   * @param since the container's start
   * @param earliest when it may be made first
   */
  static ProbeCheck of(
      ProbeKind kind,
      JsonNode spec,
      Behaviour.Trouble trouble,
      Instant since,
      Instant earliest,
      boolean passing,
      Host host) {
    long delay = Math.max(1, spec.path("initialDelaySeconds").asLong(0));
    Instant first = since.plus(host.paced(Duration.ofSeconds(delay)));
    boolean fails = !trouble.lasting().isZero();
    Instant from = fails ? since.plus(host.paced(trouble.after())) : Instant.MAX;
    boolean forGood = trouble.lasting().equals(Behaviour.FOREVER);
    Instant until =
        forGood
            ? Instant.MAX
            : from.equals(Instant.MAX) ? from : from.plus(host.paced(trouble.lasting()));
    Duration period = host.paced(Duration.ofSeconds(spec.path("periodSeconds").asLong(10)));
    ProbeCheck check =
        new ProbeCheck(
            kind,
            period,
            spec.path("successThreshold").asInt(1),
            spec.path("failureThreshold").asInt(3),
            from,
            until,
            first.isBefore(earliest) ? earliest : first,
            NEVER,
            passing);
    return check.at(check.passing ? check.nextTrouble(check.next) : check.next, NEVER, passing);
  }

  private ProbeCheck at(Instant time, int row, boolean pass) {
    return new ProbeCheck(
        kind, period, successThreshold, failureThreshold, from, until, time, row, pass);
  }

  boolean fails(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  /** The same after it was made at its time. */
  ProbeCheck made(Instant now) {
    Instant again = now.plus(period);
    if (fails(now)) {
      int row = Math.min(streak, 0) - 1;
      boolean pass = passing && -row < failureThreshold;
      boolean lasting = !pass && !passing && until.equals(Instant.MAX);
      Instant calm = now.plus(CALM);
      return at(lasting && again.isBefore(calm) ? calm : again, row, pass);
    }
    int row = Math.max(streak, 0) + 1;
    boolean pass = passing || row >= successThreshold;
    return at(pass ? nextTrouble(again) : again, row, pass);
  }

  /** Whether it has failed as often as it may. */
  boolean failed() {
    return -streak >= failureThreshold;
  }

  /** When it would first fail if made at this time and each period after. */
  private Instant nextTrouble(Instant time) {
    if (!time.isBefore(until) || from.equals(Instant.MAX)) {
      return Instant.MAX;
    }
    if (!time.isBefore(from) || period.isZero()) {
      return time.isBefore(from) ? from : time;
    }
    long periods = Math.ceilDiv(Duration.between(time, from).toNanos(), period.toNanos());
    return time.plus(period.multipliedBy(periods));
  }
}
