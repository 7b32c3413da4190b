package dev.tend.apply.rollout;

import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a wait for readiness ended.
 *
 * @param readiness of each object, as last seen
 * @param timedOut whether the time was up before everything was ready
 */
public record RolloutReport(
    SortedMap<ResourceId, Readiness> readiness, List<Diagnosis> diagnoses, boolean timedOut) {
  public RolloutReport {
    readiness = new TreeMap<>(readiness);
    diagnoses = List.copyOf(diagnoses);
  }

  public boolean succeeded() {
    return !timedOut && readiness.values().stream().allMatch(Readiness.Ready.class::isInstance);
  }
}
