package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.store.ObjectApi;
import java.util.Optional;

/** What a pod refers to and that must be there before it runs. */
record Dependencies(ObjectApi api, ObjectNode pod) {

  /** Why the container can't be created, in its kubelet's words; empty if it can. */
  String configProblem(JsonNode container) {
    for (JsonNode source : container.path("envFrom")) {
      String problem =
          missing("ConfigMap", source.path("configMapRef"))
              .or(() -> missing("Secret", source.path("secretRef")))
              .orElse("");
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    for (JsonNode variable : container.path("env")) {
      JsonNode from = variable.path("valueFrom");
      String problem =
          missing("ConfigMap", from.path("configMapKeyRef"))
              .or(() -> missing("Secret", from.path("secretKeyRef")))
              .orElse("");
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return "";
  }

  /** Why a volume can't be mounted, in its kubelet's words; empty if all can. */
  String volumeProblem() {
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      Optional<String> problem = volumeProblem(volume);
      if (problem.isPresent()) {
        return "MountVolume.SetUp failed for volume \"%s\" : %s"
            .formatted(volume.path("name").asText(), problem.get());
      }
    }
    return "";
  }

  private Optional<String> volumeProblem(JsonNode volume) {
    JsonNode secret = volume.path("secret");
    Optional<String> problem =
        missing("ConfigMap", volume.path("configMap"), volume.path("configMap").path("name"))
            .or(() -> missing("Secret", secret, secret.path("secretName")))
            .or(() -> unboundClaim(volume.path("persistentVolumeClaim")));
    for (JsonNode source : volume.path("projected").path("sources")) {
      problem =
          problem
              .or(() -> missing("ConfigMap", source.path("configMap")))
              .or(() -> missing("Secret", source.path("secret")));
    }
    return problem;
  }

  private Optional<String> unboundClaim(JsonNode claim) {
    if (!claim.isObject()) {
      return Optional.empty();
    }
    String name = claim.path("claimName").asText();
    Optional<ObjectNode> found = api.get(id("PersistentVolumeClaim", name));
    if (found.isEmpty()) {
      return Optional.of("persistentvolumeclaim \"%s\" not found".formatted(name));
    }
    return found.get().path("status").path("phase").asText().equals("Bound")
        ? Optional.empty()
        : Optional.of("persistentvolumeclaim \"%s\" is not bound".formatted(name));
  }

  private Optional<String> missing(String kind, JsonNode reference) {
    return missing(kind, reference, reference.path("name"));
  }

  private Optional<String> missing(String kind, JsonNode reference, JsonNode name) {
    if (!reference.isObject() || reference.path("optional").asBoolean(false)) {
      return Optional.empty();
    }
    Optional<ObjectNode> found = api.get(id(kind, name.asText()));
    if (found.isEmpty()) {
      String resource = kind.equals("Secret") ? "secret" : "configmap";
      return Optional.of("%s \"%s\" not found".formatted(resource, name.asText()));
    }
    String key = reference.path("key").asText("");
    if (!key.isEmpty() && !hasKey(found.get(), key)) {
      return Optional.of(
          "couldn't find key %s in %s %s/%s"
              .formatted(key, kind, Meta.namespace(pod), name.asText()));
    }
    for (JsonNode item : reference.path("items")) {
      if (!hasKey(found.get(), item.path("key").asText())) {
        String what = kind.equals("Secret") ? "secret" : "config";
        return Optional.of(
            "references non-existent %s key: %s".formatted(what, item.path("key").asText()));
      }
    }
    return Optional.empty();
  }

  private static boolean hasKey(ObjectNode object, String key) {
    return object.path("data").has(key)
        || object.path("binaryData").has(key)
        || object.path("stringData").has(key);
  }

  private ResourceId id(String kind, String name) {
    return new ResourceId("", kind, Meta.namespace(pod), name);
  }
}
