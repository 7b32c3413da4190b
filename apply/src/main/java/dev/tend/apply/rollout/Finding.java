package dev.tend.apply.rollout;

import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.List;

/**
 * A diagnosis, and what makes it the same as one that was found before: neither the pod that shows
 * it nor the words of the moment, which change.
 *
 * @param key cause and container, image, claim or the like
 * @param lastResort whether it holds only as long as nothing else is found
 */
record Finding(String key, Diagnosis diagnosis, boolean lastResort) {

  static Builder of(String cause, String detail, ResourceId subject) {
    return new Builder(cause, detail, subject);
  }

  Finding asLastResort() {
    return new Finding(key, diagnosis, true);
  }

  /** The same of a pod that a StatefulSet wants to replace, and doesn't before it is ready. */
  Finding inTheWay() {
    ResourceId pod = diagnosis.subject();
    return new Finding(
        key,
        new Diagnosis(
            pod,
            diagnosis.cause(),
            diagnosis.summary() + "; it is of an older revision, and in the way of the new one",
            diagnosis.evidence(),
            List.of(
                "delete it, so that it is replaced: kubectl delete pod %s -n %s"
                    .formatted(pod.name(), pod.namespace())),
            diagnosis.fatal()),
        lastResort);
  }

  boolean isFatal() {
    return diagnosis.fatal();
  }

  /** Puts a finding together. */
  static final class Builder {
    private final String cause;
    private final String detail;
    private final ResourceId subject;
    private final List<String> evidence = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private String summary = "";
    private boolean fatal;

    private Builder(String cause, String detail, ResourceId subject) {
      this.cause = cause;
      this.detail = detail;
      this.subject = subject;
    }

    Builder summary(String text) {
      summary = text;
      return this;
    }

    /** Empty lines and repetitions are left out. */
    Builder evidence(String line) {
      if (!line.isBlank() && !evidence.contains(line)) {
        evidence.add(line);
      }
      return this;
    }

    Builder evidence(List<String> lines) {
      lines.forEach(this::evidence);
      return this;
    }

    Builder advice(String line) {
      if (!line.isEmpty() && !advice.contains(line)) {
        advice.add(line);
      }
      return this;
    }

    Builder advice(List<String> lines) {
      lines.forEach(this::advice);
      return this;
    }

    Builder fatal(boolean yes) {
      fatal = yes;
      return this;
    }

    Finding build() {
      return new Finding(
          cause + "/" + detail,
          new Diagnosis(subject, cause, summary, evidence, advice, fatal),
          false);
    }
  }
}
