package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A pod template that a workload has or had.
 *
 * @param changeCause from the annotation {@code kubernetes.io/change-cause}; may be empty
 * @param created when it was first rolled out
 * @param current whether the workload has this template
 * @param template of the pods, without the hash label
 * @param annotations what the workload's annotations become when it goes back; empty to keep them
 */
public record WorkloadRevision(
    long number,
    String changeCause,
    Instant created,
    boolean current,
    ObjectNode template,
    SortedMap<String, String> annotations) {

  public WorkloadRevision {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /** Of its containers, in their order, each once. */
  public List<String> images() {
    List<String> images = new ArrayList<>();
    for (JsonNode container : template.path("spec").path("containers")) {
      String image = container.path("image").asText();
      if (!images.contains(image)) {
        images.add(image);
      }
    }
    return images;
  }

  boolean hasTemplateOf(LiveObject workload) {
    return NewestRevision.comparable(template)
        .equals(NewestRevision.comparable(workload.spec().path("template")));
  }

  /** {@code revisions 1, 2, 5} or {@code no revisions}. */
  static String numbers(List<WorkloadRevision> revisions) {
    return revisions.isEmpty()
        ? "no revisions"
        : "revisions "
            + revisions.stream()
                .map(revision -> String.valueOf(revision.number()))
                .collect(Collectors.joining(", "));
  }
}
