package dev.tend.sandbox.selectors;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import java.util.Map;
import java.util.Set;

/**
 * The fields by which objects of a kind can be selected, and how a server refuses the others.
 *
 * @param refusal with a place for the field
 */
record SelectableFields(Set<String> names, String refusal) {
  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";
  private static final String PLAIN = "field label not supported: %s";

  /** Of kinds that nobody said anything about. */
  private static final SelectableFields BY_NAME =
      new SelectableFields(
          Set.of(NAME, NAMESPACE),
          "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");

  private static final Map<String, SelectableFields> BY_KIND =
      Map.ofEntries(
          entry(
              "/Pod",
              NAME,
              NAMESPACE,
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "status.phase",
              "status.podIP",
              "status.podIPs",
              "status.nominatedNodeName"),
          entry(
              "/Event",
              NAME,
              NAMESPACE,
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          entry(
              "events.k8s.io/Event",
              NAME,
              NAMESPACE,
              "regarding.kind",
              "regarding.namespace",
              "regarding.name",
              "regarding.uid",
              "regarding.apiVersion",
              "regarding.resourceVersion",
              "regarding.fieldPath",
              "reason",
              "reportingController",
              "type"),
          entry("/Node", NAME, "spec.unschedulable"),
          entry("/Namespace", NAME, "status.phase"),
          entry("/Secret", NAME, NAMESPACE, "type"),
          entry("/Service", NAME, NAMESPACE, "spec.clusterIP", "spec.type"),
          entry("/ReplicationController", NAME, NAMESPACE, "status.replicas"),
          entry("certificates.k8s.io/CertificateSigningRequest", NAME, "spec.signerName"),
          Map.entry(
              "batch/Job",
              new SelectableFields(
                  Set.of(NAME, NAMESPACE, "status.successful"),
                  "field label \"%s\" not supported for Job")),
          Map.entry(
              "resource.k8s.io/ResourceSlice",
              new SelectableFields(
                  Set.of(NAME, "spec.nodeName", "spec.driver"),
                  "field label not supported for resource.k8s.io/v1, Kind=ResourceSlice: %s")));

  SelectableFields {
    names = Set.copyOf(names);
  }

  private static Map.Entry<String, SelectableFields> entry(String kind, String... names) {
    return Map.entry(kind, new SelectableFields(Set.of(names), PLAIN));
  }

  static SelectableFields of(GroupVersionKind kind) {
    return BY_KIND.getOrDefault(kind.group() + "/" + kind.kind(), BY_NAME);
  }

  /** Name and namespace, and what the definition adds. */
  static SelectableFields custom(Set<String> added) {
    Set<String> names = new java.util.TreeSet<>(added);
    names.add(NAME);
    names.add(NAMESPACE);
    return new SelectableFields(names, PLAIN);
  }

  /**
   * What the field is called in the object that is stored.
   *
   * @throws ApiFailure where nothing can be selected by it
   */
  String stored(String field) {
    if (!names.contains(field)) {
      throw Failures.badRequest(refusal.formatted(field));
    }
    // Events are the same objects in their newer group, where some fields have other names.
    return field.startsWith("regarding.")
        ? field.replaceFirst("regarding", "involvedObject")
        : field.equals("reportingController") ? "reportingComponent" : field;
  }
}
