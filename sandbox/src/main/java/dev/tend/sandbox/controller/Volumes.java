package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Amount;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;

/** PersistentVolumes: simulated ones, and whether one will do for a claim. */
final class Volumes {
  static final String PROVISIONER = "sandbox.tend.dev/volumes";

  /** A provisioner may have any name, a driver is a domain. */
  private static final String DRIVER = "disk.sandbox.tend.dev";

  static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
  static final String BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";

  private Volumes() {}

  /** The class that claims get which name none. */
  static ObjectNode standardClass() {
    ObjectNode standard = Meta.object("storage.k8s.io/v1", "StorageClass", "", "standard");
    standard
        .withObject("/metadata/annotations")
        .put("storageclass.kubernetes.io/is-default-class", "true");
    standard.put("provisioner", PROVISIONER).put("reclaimPolicy", "Delete");
    standard.put("volumeBindingMode", "WaitForFirstConsumer").put("allowVolumeExpansion", true);
    return standard;
  }

  static ObjectNode provisioned(ObjectNode claim, JsonNode storageClass) {
    String name = "pvc-" + Meta.uid(claim);
    ObjectNode volume = Meta.object("v1", "PersistentVolume", "", name);
    String provisioner = storageClass.path("provisioner").asText();
    volume.withObject("/metadata/annotations").put(PROVISIONED_BY, provisioner);
    ObjectNode spec = volume.putObject("spec");
    spec.putObject("capacity").set("storage", requested(claim));
    spec.set("accessModes", claim.path("spec").path("accessModes"));
    spec.put("volumeMode", claim.path("spec").path("volumeMode").asText("Filesystem"));
    spec.put("persistentVolumeReclaimPolicy", storageClass.path("reclaimPolicy").asText("Delete"));
    spec.put("storageClassName", Meta.name(storageClass));
    spec.set("claimRef", reference(claim));
    spec.putObject("csi").put("driver", DRIVER).put("volumeHandle", name);
    return volume;
  }

  static JsonNode requested(JsonNode claim) {
    return claim.path("spec").path("resources").path("requests").path("storage");
  }

  static ObjectNode reference(ObjectNode claim) {
    ObjectNode reference = claim.objectNode();
    reference.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
    reference.put("name", Meta.name(claim)).put("namespace", Meta.namespace(claim));
    reference.set("resourceVersion", claim.path("metadata").path("resourceVersion"));
    return reference.put("uid", Meta.uid(claim));
  }

  /** Whether an unbound volume that somebody made is what the claim asks for. */
  static boolean suits(ObjectNode volume, ObjectNode claim) {
    JsonNode spec = volume.path("spec");
    JsonNode wanted = claim.path("spec");
    JsonNode bound = spec.path("claimRef");
    boolean reserved =
        bound.path("name").asText("").equals(Meta.name(claim))
            && bound.path("namespace").asText("").equals(Meta.namespace(claim));
    boolean free =
        bound.isMissingNode()
            || (reserved
                && (bound.path("uid").asText("").isEmpty()
                    || bound.path("uid").asText().equals(Meta.uid(claim))));
    JsonNode modes = spec.path("accessModes");
    return free
        && !Meta.deleting(volume)
        && spec.path("storageClassName")
            .asText("")
            .equals(wanted.path("storageClassName").asText(""))
        && wanted
            .path("accessModes")
            .valueStream()
            .allMatch(mode -> modes.valueStream().anyMatch(mode::equals))
        && (wanted.path("selector").isMissingNode()
            || Selector.matches(wanted.path("selector"), volume.path("metadata").path("labels")))
        && Amount.milli(spec.path("capacity").path("storage")) >= Amount.milli(requested(claim));
  }
}
