package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells which pods a workload's newest template stands behind. A selector matches the pods of all
 * revisions, so that it can't.
 */
final class NewestRevision {
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String TEMPLATE_HASH = "pod-template-hash";
  private static final String REVISION_HASH = "controller-revision-hash";

  private NewestRevision() {}

  /** The ReplicaSet that has the Deployment's template; empty before it is made. */
  static Optional<LiveObject> replicaSet(LiveObject deployment, List<LiveObject> owned) {
    JsonNode wanted = comparable(deployment.spec().path("template"));
    Optional<LiveObject> same =
        owned.stream()
            .filter(set -> comparable(set.spec().path("template")).equals(wanted))
            // As the controller chooses, should two have the same template.
            .min(Comparator.comparing(LiveObject::created).thenComparing(LiveObject::name));
    if (same.isPresent() || deployment.isUnobserved()) {
      return same;
    }
    String revision = deployment.annotation(REVISION);
    return owned.stream()
        .filter(set -> !revision.isEmpty() && set.annotation(REVISION).equals(revision))
        .findFirst();
  }

  /** Of the newest revision, by name, without those that are being or have been replaced. */
  static List<LiveObject> pods(LiveObject workload, ObjectCache cache) {
    return all(workload, cache).stream().filter(pod -> !isReplaced(pod, workload)).toList();
  }

  /** Of the newest revision, by name, those that have failed and are still to be seen. */
  static List<LiveObject> failed(LiveObject workload, ObjectCache cache) {
    return all(workload, cache).stream()
        .filter(pod -> pod.status().path("phase").asText("").equals("Failed"))
        .toList();
  }

  private static List<LiveObject> all(LiveObject workload, ObjectCache cache) {
    String namespace = workload.id().namespace();
    Place pods = Place.pods(namespace);
    List<LiveObject> found =
        switch (workload.id().groupKind()) {
          case "Pod" -> List.of(workload);
          case "Deployment.apps" ->
              replicaSet(workload, cache.ownedBy(workload, Place.replicaSets(namespace)))
                  .map(set -> cache.ownedBy(set, pods))
                  .orElse(List.of());
          case "StatefulSet.apps" ->
              cache.ownedBy(workload, pods).stream()
                  .filter(pod -> !isOutdated(pod, workload) || isInTheWay(pod, workload))
                  .toList();
          case "DaemonSet.apps" ->
              withHash(
                  cache.ownedBy(workload, pods),
                  daemonSetHash(
                      workload, cache.ownedBy(workload, Place.controllerRevisions(namespace))));
          default -> cache.ownedBy(workload, pods);
        };
    return found.stream().filter(pod -> !pod.deleting()).toList();
  }

  /** A StatefulSet's pod that is to be replaced by one of the newest revision. */
  static boolean isOutdated(LiveObject pod, LiveObject workload) {
    if (!workload.id().groupKind().equals("StatefulSet.apps")) {
      return false;
    }
    String hash = statefulSetHash(workload);
    return !hash.isEmpty() && !hash.equals(pod.label(REVISION_HASH));
  }

  /** In order, no pod is replaced before those in front of it are ready. */
  private static boolean isInTheWay(LiveObject pod, LiveObject set) {
    return !set.spec().path("podManagementPolicy").asText().equals("Parallel")
        && pod.condition("Ready").filter(Condition::isTrue).isEmpty();
  }

  /** A pod that has ended, by eviction for example, stays while another takes its place. */
  private static boolean isReplaced(LiveObject pod, LiveObject workload) {
    String phase = pod.status().path("phase").asText("");
    return workload.id().group().equals("apps")
        && (phase.equals("Failed") || phase.equals("Succeeded"));
  }

  /** Old and new pods stand side by side on purpose under OnDelete or a partition: all count. */
  private static String statefulSetHash(LiveObject set) {
    boolean mixed =
        StatefulSetReadiness.isOnDelete(set)
            || set.spec().path("updateStrategy").path("rollingUpdate").path("partition").asInt()
                > 0;
    return mixed ? "" : set.status().path("updateRevision").asText("");
  }

  private static String daemonSetHash(LiveObject set, List<LiveObject> revisions) {
    if (StatefulSetReadiness.isOnDelete(set)) {
      return "";
    }
    return revisions.stream()
        .max(Comparator.comparingLong(revision -> revision.content().path("revision").asLong()))
        .map(revision -> revision.label(REVISION_HASH))
        .orElse("");
  }

  private static List<LiveObject> withHash(List<LiveObject> pods, String hash) {
    return pods.stream()
        .filter(pod -> hash.isEmpty() || hash.equals(pod.label(REVISION_HASH)))
        .toList();
  }

  /** Without the hash label, and without what stands for nothing. */
  static JsonNode comparable(JsonNode template) {
    JsonNode copy = template.deepCopy();
    if (copy.path("metadata").path("labels") instanceof ObjectNode labels) {
      labels.remove(TEMPLATE_HASH);
    }
    prune(copy);
    return copy;
  }

  private static void prune(JsonNode node) {
    if (node instanceof ArrayNode array) {
      array.forEach(NewestRevision::prune);
    } else if (node instanceof ObjectNode object) {
      object.forEach(NewestRevision::prune);
      object.properties().removeIf(field -> isNothing(field.getValue()));
    }
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || (node.isContainerNode() && node.isEmpty());
  }
}
