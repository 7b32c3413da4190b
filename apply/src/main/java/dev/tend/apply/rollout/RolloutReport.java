package dev.tend.apply.rollout;

import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a wait for readiness ended.
 *
 * @param readiness of each object, as last seen
 * @param overtaken objects of which, whether ready or not, something else runs than was applied,
 *     with who did what
 * @param timedOut whether the time was up before everything was ready
 */
public record RolloutReport(
    SortedMap<ResourceId, Readiness> readiness,
    List<Diagnosis> diagnoses,
    SortedMap<ResourceId, String> overtaken,
    boolean timedOut) {
  public RolloutReport {
    overtaken = new TreeMap<>(overtaken);
    readiness = new TreeMap<>(readiness);
    diagnoses = List.copyOf(diagnoses);
  }

  public boolean succeeded() {
    return !timedOut
        && overtaken.isEmpty()
        && readiness.values().stream().allMatch(Readiness.Ready.class::isInstance);
  }
}
