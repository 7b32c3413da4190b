package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the revisions of a workload from what its controller keeps of them. */
final class RevisionHistory {
  private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** These belong to the Deployment as it stands, or to the ReplicaSet alone. */
  private static final Set<String> NOT_RESTORED =
      Set.of(
          LAST_APPLIED,
          NewestRevision.REVISION,
          "deployment.kubernetes.io/revision-history",
          "deployment.kubernetes.io/desired-replicas",
          "deployment.kubernetes.io/max-replicas",
          "deprecated.deployment.rollback.to");

  private final RolloutView view;

  RevisionHistory(RolloutView view) {
    this.view = view;
  }

  /** Oldest first. */
  List<WorkloadRevision> of(LiveObject workload) {
    boolean replicaSets = workload.id().kind().equals("Deployment");
    return owned(workload, replicaSets ? "ReplicaSet" : "ControllerRevision").stream()
        .map(object -> replicaSets ? ofReplicaSet(workload, object) : ofRevision(workload, object))
        .filter(revision -> revision.number() > 0)
        .sorted(Comparator.comparingLong(WorkloadRevision::number))
        .toList();
  }

  private List<LiveObject> owned(LiveObject workload, String kind) {
    GroupVersionKind gvk = new GroupVersionKind("apps", "v1", kind);
    return view.list(gvk, workload.id().namespace(), selector(workload)).stream()
        .map(LiveObject::new)
        .filter(object -> object.controllerUid().equals(workload.uid()))
        .toList();
  }

  private static WorkloadRevision ofReplicaSet(LiveObject deployment, LiveObject set) {
    ObjectNode template = template(set.spec().path("template"));
    SortedMap<String, String> annotations = new TreeMap<>();
    for (var entry : set.metadata().path("annotations").properties()) {
      if (!NOT_RESTORED.contains(entry.getKey())) {
        annotations.put(entry.getKey(), entry.getValue().asText());
      }
    }
    for (var entry : deployment.metadata().path("annotations").properties()) {
      if (NOT_RESTORED.contains(entry.getKey())) {
        annotations.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return revision(deployment, set, number(set), template, annotations);
  }

  private static WorkloadRevision ofRevision(LiveObject workload, LiveObject kept) {
    JsonNode data = kept.content().path("data").path("spec").path("template");
    ObjectNode template = template(data);
    template.remove("$patch");
    long number = kept.content().path("revision").asLong();
    return revision(workload, kept, number, template, new TreeMap<>());
  }

  private static WorkloadRevision revision(
      LiveObject workload,
      LiveObject kept,
      long number,
      ObjectNode template,
      SortedMap<String, String> annotations) {
    WorkloadRevision revision =
        new WorkloadRevision(
            number, kept.annotation(CHANGE_CAUSE), kept.created(), false, template, annotations);
    return new WorkloadRevision(
        number,
        revision.changeCause(),
        revision.created(),
        revision.hasTemplateOf(workload),
        template,
        annotations);
  }

  private static long number(LiveObject set) {
    String text = set.annotation(NewestRevision.REVISION);
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static ObjectNode template(JsonNode source) {
    ObjectNode copy =
        source instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    if (copy.path("metadata").path("labels") instanceof ObjectNode labels) {
      labels.remove(NewestRevision.TEMPLATE_HASH);
    }
    return copy;
  }

  /** The workload's own selector, so that only its neighbourhood is listed. */
  private static String selector(LiveObject workload) {
    JsonNode selector = workload.spec().path("selector");
    return selector.path("matchLabels").properties().stream()
        .map(label -> label.getKey() + "=" + label.getValue().asText())
        .sorted()
        .collect(Collectors.joining(","));
  }
}
