package dev.tend.apply.rollout;

import dev.tend.manifest.ResourceId;
import java.util.List;

/**
 * Why something is stuck.
 *
 * @param subject the object that shows it, mostly a pod
 * @param cause stable id: {@code ImagePull}, {@code CrashLoop}, {@code Unschedulable} ...
 * @param summary one sentence: which container, which image, what happened
 * @param evidence what the cluster says, word for word
 * @param advice what to try
 * @param fatal whether it won't heal by waiting
 */
public record Diagnosis(
    ResourceId subject,
    String cause,
    String summary,
    List<String> evidence,
    List<String> advice,
    boolean fatal) {
  public Diagnosis {
    evidence = List.copyOf(evidence);
    advice = List.copyOf(advice);
  }
}
