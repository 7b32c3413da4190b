package dev.tend.cli;

import dev.tend.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan that was looked at and is to be applied later: the manifests, how they were planned, and
 * what that came to.
 *
 * @param cluster that it was made for: the uid of its kube-system namespace
 * @param namespace of objects that name none
 * @param waitLimit how long an apply of it waits
 * @param source of the manifests, for the app's history
 * @param lines what it would do
 */
public record SavedPlan(
    String cluster,
    Instant made,
    String namespace,
    Pipeline.Settings settings,
    Duration waitLimit,
    String source,
    List<Manifest> manifests,
    List<String> lines) {
  public SavedPlan {
    manifests = List.copyOf(manifests);
    lines = List.copyOf(lines);
  }

  /**
   * What a plan that was made now would do otherwise: {@code + } what is new, {@code - } what isn't
   * done any more.
   */
  public List<String> moved(List<String> now) {
    List<String> moved = new ArrayList<>();
    lines.stream().filter(line -> !now.contains(line)).forEach(line -> moved.add("- " + line));
    now.stream().filter(line -> !lines.contains(line)).forEach(line -> moved.add("+ " + line));
    return moved;
  }
}
