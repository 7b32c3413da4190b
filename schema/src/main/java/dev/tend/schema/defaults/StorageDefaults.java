package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.is;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Volumes, claims and their classes. */
final class StorageDefaults {
  private StorageDefaults() {}

  static void volume(ObjectNode volume) {
    ObjectNode spec = object(volume, "spec");
    put(spec, "persistentVolumeReclaimPolicy", "Retain");
    put(spec, "volumeMode", "Filesystem");
    if (spec.get("hostPath") instanceof ObjectNode hostPath && !hostPath.has("type")) {
      hostPath.put("type", "");
    }
    put(object(volume, "status"), "phase", "Pending");
  }

  static void claim(ObjectNode claim) {
    put(object(claim, "spec"), "volumeMode", "Filesystem");
    put(object(claim, "status"), "phase", "Pending");
  }

  static void storageClass(ObjectNode storageClass) {
    put(storageClass, "reclaimPolicy", "Delete");
    put(storageClass, "volumeBindingMode", "Immediate");
  }

  static void csiDriver(ObjectNode driver) {
    ObjectNode spec = object(driver, "spec");
    put(spec, "attachRequired", true);
    put(spec, "podInfoOnMount", false);
    put(spec, "storageCapacity", false);
    put(spec, "fsGroupPolicy", "ReadWriteOnceWithFSType");
    put(spec, "requiresRepublish", false);
    put(spec, "seLinuxMount", false);
    if (is(spec, "volumeLifecycleModes") || spec.path("volumeLifecycleModes").isEmpty()) {
      spec.putArray("volumeLifecycleModes").add("Persistent");
    }
  }
}
