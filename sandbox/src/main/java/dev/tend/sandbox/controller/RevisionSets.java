package dev.tend.sandbox.controller;

import static dev.tend.sandbox.controller.DeploymentSpec.DESIRED_REPLICAS;
import static dev.tend.sandbox.controller.DeploymentSpec.MAX_REPLICAS;
import static dev.tend.sandbox.controller.DeploymentSpec.REVISION;
import static dev.tend.sandbox.controller.DeploymentSpec.REVISION_HISTORY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.Map;
import java.util.Set;

/** Makes replica sets for a Deployment's revisions and keeps their annotations. */
final class RevisionSets {
  private static final Set<String> OWN_ANNOTATIONS =
      Set.of(
          DeploymentSpec.LAST_APPLIED,
          REVISION,
          REVISION_HISTORY,
          DESIRED_REPLICAS,
          MAX_REPLICAS,
          "deprecated.deployment.rollback.to");

  private RevisionSets() {}

  /** A replica set of the Deployment's present template. */
  static ObjectNode fresh(ObjectNode deployment, long revision, int replicas) {
    JsonNode spec = deployment.path("spec");
    ObjectNode template = spec.path("template").deepCopy();
    int collisions = deployment.path("status").path("collisionCount").asInt(0);
    String hash = Templates.hash(template, collisions);
    template.withObject("/metadata/labels").put(Templates.HASH_LABEL, hash);
    ObjectNode set =
        Meta.object(
            "apps/v1",
            "ReplicaSet",
            Meta.namespace(deployment),
            Meta.name(deployment) + "-" + hash);
    ObjectNode metadata = set.withObject("/metadata");
    metadata.set("labels", template.path("metadata").path("labels").deepCopy());
    metadata.putArray("ownerReferences").add(Meta.controllerReference(deployment));
    ObjectNode content = set.putObject("spec");
    content.put("replicas", replicas);
    if (spec.path("minReadySeconds").asInt(0) > 0) {
      content.set("minReadySeconds", spec.get("minReadySeconds"));
    }
    ObjectNode selector = spec.path("selector").deepCopy();
    selector.withObject("/matchLabels").put(Templates.HASH_LABEL, hash);
    content.set("selector", selector);
    content.set("template", template);
    annotate(set, deployment, revision);
    annotateSize(set, deployment);
    return set;
  }

  /** A copy that follows the Deployment's annotations, minReadySeconds and newest revision. */
  static ObjectNode refreshed(ObjectNode set, ObjectNode deployment, long revision) {
    ObjectNode copy = set.deepCopy();
    annotate(copy, deployment, revision);
    int ready = deployment.path("spec").path("minReadySeconds").asInt(0);
    if (ready != set.path("spec").path("minReadySeconds").asInt(0)) {
      copy.withObject("/spec").put("minReadySeconds", ready);
    }
    return copy;
  }

  /** A copy of another size, with the sizes that its Deployment has now. */
  static ObjectNode resized(ObjectNode set, ObjectNode deployment, int replicas) {
    ObjectNode copy = set.deepCopy();
    copy.withObject("/spec").put("replicas", replicas);
    annotateSize(copy, deployment);
    return copy;
  }

  private static void annotate(ObjectNode set, ObjectNode deployment, long revision) {
    JsonNode annotations = deployment.path("metadata").path("annotations");
    for (Map.Entry<String, JsonNode> entry : annotations.properties()) {
      if (!OWN_ANNOTATIONS.contains(entry.getKey())) {
        Meta.annotate(set, entry.getKey(), entry.getValue().asText());
      }
    }
    long present = DeploymentSpec.revision(set);
    if (present >= revision) {
      return;
    }
    Meta.annotate(set, REVISION, Long.toString(revision));
    if (present > 0) {
      String history = Meta.annotation(set, REVISION_HISTORY);
      String extended = history.isEmpty() ? "" + present : history + "," + present;
      Meta.annotate(set, REVISION_HISTORY, extended);
    }
  }

  private static void annotateSize(ObjectNode set, ObjectNode deployment) {
    RollingUpdate.Bounds bounds = RollingUpdate.Bounds.of(deployment.path("spec"));
    Meta.annotate(set, DESIRED_REPLICAS, Integer.toString(bounds.desired()));
    int most = bounds.desired() + bounds.maxSurge();
    Meta.annotate(set, MAX_REPLICAS, Integer.toString(most));
  }

  /** What a Deployment's annotations become with this revision. */
  static ObjectNode withRevision(ObjectNode deployment, String revision) {
    ObjectNode copy = deployment.deepCopy();
    Meta.annotate(copy, REVISION, revision);
    return copy;
  }
}
