package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** A namespace {@code shop} with Deployment {@code web}, its ReplicaSet and what a case adds. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop, uid: d1, generation: 2, annotations: {deployment.kubernetes.io/revision: "2"}}
      spec: {replicas: 2, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: "shop/web:2"}]}}}
      status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2}
      """;

  static final String OLD_REPLICA_SET =
      """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: {name: web-1, namespace: shop, uid: r1, annotations: {deployment.kubernetes.io/revision: "1"}, ownerReferences: [{uid: d1, controller: true}]}
      spec: {replicas: 1, template: {metadata: {labels: {app: web, pod-template-hash: "1"}}, spec: {containers: [{name: app, image: "shop/web:1"}]}}}
      """;

  static final String NEW_REPLICA_SET =
      """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: {name: web-2, namespace: shop, uid: r2, annotations: {deployment.kubernetes.io/revision: "2"}, ownerReferences: [{uid: d1, controller: true}]}
      spec: {replicas: 2, template: {metadata: {creationTimestamp: null, labels: {app: web, pod-template-hash: "2"}}, spec: {containers: [{name: app, image: "shop/web:2"}]}}}
      """;

  static final String WORKLOAD = DEPLOYMENT + "---\n" + OLD_REPLICA_SET + "---\n" + NEW_REPLICA_SET;

  private Scene() {}

  /** A pod of the new ReplicaSet. */
  static String pod(String name, String spec, String status) {
    return podOf("r2", name, spec, status);
  }

  static String podOf(String owner, String name, String spec, String status) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, namespace: shop, uid: %s, ownerReferences: [{uid: %s, controller: true}]}
    spec: {%s}
    status: {%s}
    """
        .formatted(name, name, owner, spec, status);
  }

  /** A pod with the one container {@code app}, in this state. */
  static String appPod(String name, String containerStatus) {
    return pod(
        name,
        "containers: [{name: app, image: 'shop/web:2'}]",
        "phase: Pending, containerStatuses: [{name: app, %s}]".formatted(containerStatus));
  }

  static String event(String uid, String reason, int count, String message) {
    return event(uid, "", reason, count, message);
  }

  static String containerEvent(String uid, String reason, int count, String message) {
    return event(uid, ", fieldPath: 'spec.containers{app}'", reason, count, message);
  }

  private static String event(String uid, String path, String reason, int count, String message) {
    return """
    ---
    apiVersion: v1
    kind: Event
    metadata: {name: %s, namespace: shop}
    involvedObject: {uid: %s%s}
    reason: %s
    count: %d
    lastTimestamp: "2026-01-01T00:09:50Z"
    message: '%s'
    """
        .formatted(
            uid + "." + Integer.toHexString((reason + message).hashCode()),
            uid,
            path,
            reason,
            count,
            message.replace("'", "''"));
  }

  /** What the evidence about the first object of a cluster shows. */
  static List<Diagnosis> diagnose(String yaml, FakeView view) {
    List<ObjectNode> objects = Fixtures.objects("scene", yaml);
    ObjectCache cache = new ObjectCache();
    for (ObjectNode object : objects) {
      Place place = Place.of(new LiveObject(object).id());
      cache.accept(place, new RolloutView.Sighting.Changed(object));
    }
    LiveObject first = new LiveObject(objects.getFirst());
    return new Diagnoses(Patience.DEFAULT)
        .of(new EvidenceCollector(cache, view).collect(first, NOW));
  }

  static List<Diagnosis> diagnose(String yaml) {
    return diagnose(yaml, new FakeView());
  }
}
