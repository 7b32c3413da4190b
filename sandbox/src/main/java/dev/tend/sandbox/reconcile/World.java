package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.ObjectApi;
import java.time.Duration;
import java.time.Instant;

/**
 * What every loop works on. Loops read the API itself and keep no cache: it is in this process, so
 * that reading is cheap and never stale, and no expectations need to be kept.
 *
 * @param pace how long one second of a real kubelet's work takes here
 */
public record World(ObjectApi api, Ticker ticker, Duration pace) {
  /** The field manager of the control loops, as in a real cluster. */
  public static final String MANAGER = "kube-controller-manager";

  public Instant now() {
    return ticker.now();
  }

  /** What lasts this long in a real cluster, at this world's pace. */
  public Duration paced(long seconds) {
    return pace.multipliedBy(seconds);
  }

  public Duration paced(Duration real) {
    return Duration.ofNanos((long) (real.toNanos() / 1e9 * pace.toNanos()));
  }

  /** Writes the status where it differs; returns the object as it is then. */
  public ObjectNode updateStatus(ObjectNode object, ObjectNode status) {
    if (status.equals(object.path("status"))) {
      return object;
    }
    ObjectNode copy = object.deepCopy();
    copy.set("status", status);
    return api.updateStatus(copy, MANAGER);
  }

  /** A copy of the status that may be changed. */
  public static ObjectNode statusOf(ObjectNode object) {
    return object.deepCopy().withObject("/status");
  }

  public void normal(ObjectNode about, String component, String reason, String message) {
    api.recordEvent(about, "Normal", reason, message, component);
  }

  public void warning(ObjectNode about, String component, String reason, String message) {
    api.recordEvent(about, "Warning", reason, message, component);
  }
}
