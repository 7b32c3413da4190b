package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.List;
import java.util.Optional;

/** What a pod gets when it is created: an account, a priority, tolerations, a first status. */
final class PodAdmission {
  private static final GroupKind PRIORITY_CLASS =
      new GroupKind("scheduling.k8s.io", "PriorityClass");

  private final Storage storage;

  PodAdmission(Storage storage) {
    this.storage = storage;
  }

  void complete(ObjectNode pod) {
    ObjectNode spec = pod.withObject("/spec");
    serviceAccount(pod, spec);
    priority(pod, spec);
    tolerate(spec, "node.kubernetes.io/not-ready");
    tolerate(spec, "node.kubernetes.io/unreachable");
    ObjectNode status = pod.putObject("status");
    status.put("phase", "Pending").put("qosClass", QualityOfService.of(spec));
  }

  private void serviceAccount(ObjectNode pod, ObjectNode spec) {
    String name = spec.path("serviceAccountName").asText("");
    if (name.isEmpty()) {
      name = "default";
      spec.put("serviceAccountName", name);
    }
    spec.put("serviceAccount", name);
    Optional<ObjectNode> account =
        storage.get(new ResourceId("", "ServiceAccount", Meta.namespace(pod), name));
    // The default account of a fresh namespace may be a moment late.
    if (account.isEmpty() && !name.equals("default")) {
      throw Failures.forbidden(
          "pods",
          Meta.name(pod),
          "error looking up service account %s/%s: serviceaccount \"%s\" not found"
              .formatted(Meta.namespace(pod), name, name));
    }
    boolean byAccount =
        account.map(one -> one.path("automountServiceAccountToken").asBoolean(true)).orElse(true);
    if (spec.path("automountServiceAccountToken").asBoolean(byAccount)) {
      TokenVolume.mount(pod, spec);
    }
    if (!spec.has("imagePullSecrets")) {
      account
          .map(one -> one.path("imagePullSecrets"))
          .filter(secrets -> !secrets.isEmpty())
          .ifPresent(secrets -> spec.set("imagePullSecrets", secrets.deepCopy()));
    }
  }

  private void priority(ObjectNode pod, ObjectNode spec) {
    String name = spec.path("priorityClassName").asText("");
    Optional<ObjectNode> priorityClass =
        name.isEmpty()
            ? standardPriority()
            : storage.get(new ResourceId("scheduling.k8s.io", "PriorityClass", "", name));
    if (!name.isEmpty() && priorityClass.isEmpty()) {
      throw Failures.forbidden(
          "pods", Meta.name(pod), "no PriorityClass with name %s was found".formatted(name));
    }
    priorityClass.ifPresent(one -> spec.put("priorityClassName", Meta.name(one)));
    spec.put("priority", priorityClass.map(one -> one.path("value").asInt()).orElse(0));
    if (!spec.hasNonNull("preemptionPolicy")) {
      spec.put(
          "preemptionPolicy",
          priorityClass
              .map(one -> one.path("preemptionPolicy").asText("PreemptLowerPriority"))
              .orElse("PreemptLowerPriority"));
    }
  }

  private Optional<ObjectNode> standardPriority() {
    return storage.list(PRIORITY_CLASS, "").objects().stream()
        .filter(one -> one.path("globalDefault").asBoolean())
        .findFirst();
  }

  /** For five minutes, unless the pod says something of it. */
  private static void tolerate(ObjectNode spec, String taint) {
    ArrayNode tolerations = spec.withArray("tolerations");
    for (JsonNode toleration : tolerations) {
      String key = toleration.path("key").asText("");
      String effect = toleration.path("effect").asText("");
      boolean sameKey = key.equals(taint) || key.isEmpty();
      if (sameKey && List.of("", "NoExecute").contains(effect)) {
        return;
      }
    }
    tolerations
        .addObject()
        .put("key", taint)
        .put("operator", "Exists")
        .put("effect", "NoExecute")
        .put("tolerationSeconds", 300);
  }
}
