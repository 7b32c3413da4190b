package dev.tend.apply.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A lock as a Lease. */
public final class LeaseFormat {
  private static final String MACHINE = "tend.dev/machine";
  private static final String PROCESS = "tend.dev/process";
  private static final String STARTED = "tend.dev/process-started";
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private LeaseFormat() {}

  public static String name(Ownership owner) {
    return "tend-app-" + owner.app();
  }

  /** A lease that begins now. */
  public static ObjectNode write(Ownership owner, Holder holder, Duration term, Instant now) {
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    ObjectNode metadata = lease.putObject("metadata");
    metadata.put("name", name(owner)).put("namespace", owner.namespace());
    metadata.putObject("labels").put("app.kubernetes.io/managed-by", "tend");
    metadata
        .putObject("annotations")
        .put(MACHINE, holder.machine())
        .put(PROCESS, String.valueOf(holder.process()))
        .put(STARTED, String.valueOf(holder.started()));
    lease
        .putObject("spec")
        .put("holderIdentity", holder.name())
        .put("leaseDurationSeconds", term.toSeconds())
        .put("acquireTime", MICRO_TIME.format(now))
        .put("renewTime", MICRO_TIME.format(now));
    return lease;
  }

  /** The same lease, from now on for another term. */
  public static ObjectNode renewed(ObjectNode lease, Instant now) {
    ObjectNode renewed = lease.deepCopy();
    renewed.withObject("/spec").put("renewTime", MICRO_TIME.format(now));
    return renewed;
  }

  public static Holder holder(ObjectNode lease) {
    JsonNode facts = lease.path("metadata").path("annotations");
    return new Holder(
        lease.path("spec").path("holderIdentity").asText(""),
        facts.path(MACHINE).asText(""),
        facts.path(PROCESS).asLong(-1),
        facts.path(STARTED).asLong(-1));
  }

  /** How long the holder has from each renewal. */
  public static Duration term(ObjectNode lease) {
    return Duration.ofSeconds(lease.path("spec").path("leaseDurationSeconds").asLong(0));
  }

  /** Changes with each renewal. */
  public static String renewal(ObjectNode lease) {
    return lease.path("spec").path("renewTime").asText("");
  }

  public static String acquired(ObjectNode lease) {
    return lease.path("spec").path("acquireTime").asText("");
  }
}
