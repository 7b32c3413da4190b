package dev.tend.apply.rollout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks for the causes of an object's not getting ready, the most telling first. */
public final class Diagnoses {
  private final List<Cause> causes;
  private final List<Cause> lastResorts;

  public Diagnoses(Patience patience) {
    causes =
        List.of(
            new RefusedPodCause(),
            new UnschedulableCause(),
            new ClaimCause(),
            new MountCause(),
            new ImagePullCause(),
            new ContainerConfigCause(),
            new OutOfMemoryCause(patience.restarts()),
            new CrashLoopCause(patience.restarts()),
            new InitContainerCause(),
            new EvictedCause(patience.restarts()),
            new ProbeCause());
    lastResorts = List.of(new UnreadyCause(), new FailedJobCause(), new ProgressDeadlineCause());
  }

  /** Each cause once, however many pods show it. */
  public List<Diagnosis> of(Evidence evidence) {
    return find(evidence).stream().map(Finding::diagnosis).toList();
  }

  List<Finding> find(Evidence evidence) {
    List<Finding> found = findAll(causes, evidence);
    return found.isEmpty()
        ? findAll(lastResorts, evidence).stream().map(Finding::asLastResort).toList()
        : found.stream()
            .map(finding -> isInTheWay(finding, evidence) ? finding.inTheWay() : finding)
            .toList();
  }

  private static boolean isInTheWay(Finding finding, Evidence evidence) {
    return evidence.pods().stream()
        .filter(pod -> pod.id().equals(finding.diagnosis().subject()))
        .anyMatch(pod -> NewestRevision.isOutdated(pod, evidence.object()));
  }

  private static List<Finding> findAll(List<Cause> causes, Evidence evidence) {
    List<Finding> found = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Cause cause : causes) {
      for (Finding finding : cause.find(evidence)) {
        if (keys.add(finding.key())) {
          found.add(finding);
        }
      }
    }
    return found;
  }
}
