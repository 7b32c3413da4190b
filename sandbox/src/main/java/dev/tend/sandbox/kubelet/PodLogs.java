package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What containers wrote. A pure function of the pod as it is stored now, so it needs no memory of
 * its own: to follow a log, watch the pod, ask again after each change, and pass on the lines
 * beyond those already sent; the log ends when the container terminates or the pod goes.
 */
public interface PodLogs {
  /**
   * Lines of one container (init and sidecar containers too), oldest first; none while it has not
   * started.
   *
   * @param previous the run before the present one, which must have been: see {@link #hasPrevious}
   */
  List<Line> read(ObjectNode pod, String container, boolean previous);

  /** Whether the container has terminated before, so that {@code logs --previous} has an answer. */
  boolean hasPrevious(ObjectNode pod, String container);

  /** One line, without its end. */
  record Line(Instant time, String text) {}
}
