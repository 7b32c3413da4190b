package dev.tend.apply.rollout;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server refuses the pods that a controller wants to create. No pod shows that: the ReplicaSet
 * does, or the events of the workload.
 */
final class RefusedPodCause implements Cause {
  private static final Pattern FORBIDDEN = Pattern.compile("is forbidden: (.*)", Pattern.DOTALL);

  @Override
  public List<Finding> find(Evidence evidence) {
    LiveObject creator = evidence.revision().orElse(evidence.object());
    return words(evidence, creator).map(words -> finding(evidence, creator, words)).stream()
        .toList();
  }

  private static Optional<String> words(Evidence evidence, LiveObject creator) {
    Optional<Condition> failure = creator.condition("ReplicaFailure");
    if (failure.isPresent()) {
      return failure.filter(Condition::isTrue).map(Condition::message);
    }
    Optional<ClusterEvent> event =
        evidence.eventsAbout(creator, "FailedCreate").stream().findFirst();
    // A pod that was made since then says that the refusal is over.
    return event
        .filter(
            refusal ->
                evidence.pods().stream().noneMatch(pod -> pod.created().isAfter(refusal.last())))
        .filter(refusal -> evidence.pods().size() < wanted(creator))
        .map(ClusterEvent::message);
  }

  private static int wanted(LiveObject creator) {
    return switch (creator.id().kind()) {
      case "DaemonSet" -> creator.count("desiredNumberScheduled");
      case "Job" -> creator.spec().path("parallelism").asInt(1);
      default -> creator.spec().path("replicas").asInt(1);
    };
  }

  private static Finding finding(Evidence evidence, LiveObject creator, String words) {
    Matcher forbidden = FORBIDDEN.matcher(words);
    String reason = Wording.withoutFinalStop(forbidden.find() ? forbidden.group(1) : words);
    Refusal refusal = Refusal.from(words);
    return Finding.of(refusal.cause(), "", creator.id())
        .summary("%s: its pods are refused: %s".formatted(evidence.workload(), reason))
        .evidence(words)
        .advice(refusal.advice(creator.id().namespace()))
        .advice(back(evidence, refusal))
        .fatal(refusal != Refusal.TRANSIENT)
        .build();
  }

  /** Too many pods may be too many replicas, and those are no part of a revision. */
  private static String back(Evidence evidence, Refusal refusal) {
    return switch (refusal) {
      case QUOTA, QUOTA_UNSTATED -> RevisionAdvice.undoUnderWay(evidence);
      case POD_SECURITY, LIMIT_RANGE, SERVICE_ACCOUNT, WEBHOOK, TRANSIENT, OTHER ->
          RevisionAdvice.undo(evidence);
    };
  }

  /** Who refuses. */
  private enum Refusal {
    QUOTA("QuotaExceeded", "exceeded quota"),
    QUOTA_UNSTATED("QuotaExceeded", "failed quota"),
    POD_SECURITY("PodSecurity", "violates PodSecurity"),
    LIMIT_RANGE("LimitRange", "(?:maximum|minimum) .* usage per|limit to request ratio"),
    SERVICE_ACCOUNT("ServiceAccount", "service ?account"),
    WEBHOOK("Webhook", "admission webhook .* denied|denied the request"),
    TRANSIENT("PodRefused", "timeout|timed out|connection refused|failed calling webhook"),
    OTHER("PodRefused", "");

    private final String cause;
    private final Pattern pattern;

    Refusal(String cause, String pattern) {
      this.cause = cause;
      this.pattern = Pattern.compile(pattern);
    }

    static Refusal from(String words) {
      for (Refusal refusal : values()) {
        if (refusal.pattern.matcher(words).find()) {
          return refusal;
        }
      }
      return OTHER;
    }

    String cause() {
      return cause;
    }

    String advice(String namespace) {
      return switch (this) {
        case QUOTA ->
            "ask for less, free some, or raise the ResourceQuota of namespace " + namespace;
        case QUOTA_UNSTATED ->
            "set requests and limits on each container: the ResourceQuota of namespace "
                + namespace
                + " counts them";
        case POD_SECURITY ->
            "set what is named in the pod's and containers' securityContext, or choose another "
                + "pod-security.kubernetes.io/enforce level for namespace "
                + namespace;
        case LIMIT_RANGE -> "keep to the LimitRange of namespace " + namespace;
        case SERVICE_ACCOUNT -> "create the service account in namespace " + namespace;
        case WEBHOOK -> "do as the admission webhook asks";
        case TRANSIENT -> "see whether the webhook's or the server's trouble passes";
        case OTHER -> "";
      };
    }
  }
}
