package dev.tend.sandbox.podsecurity;

import static dev.tend.sandbox.podsecurity.Finding.plural;
import static dev.tend.sandbox.podsecurity.Finding.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.schema.policy.PodSecurityNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What pods may mount. */
final class VolumeChecks {
  private static final Set<String> KNOWN =
      Set.of(
          "hostPath",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "gitRepo",
          "nfs",
          "iscsi",
          "glusterfs",
          "rbd",
          "flexVolume",
          "cinder",
          "cephfs",
          "flocker",
          "fc",
          "azureFile",
          "vsphereVolume",
          "quobyte",
          "azureDisk",
          "photonPersistentDisk",
          "portworxVolume",
          "scaleIO",
          "storageos");

  private VolumeChecks() {}

  static Optional<Finding> types(PodView pod) {
    List<String> names = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    for (JsonNode volume : pod.spec().path("volumes")) {
      if (PodSecurityNames.VOLUMES.stream().noneMatch(volume::hasNonNull)) {
        names.add(volume.path("name").asText());
        types.add(KNOWN.stream().filter(volume::hasNonNull).findFirst().orElse("unknown"));
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "restricted volume types",
                "%s %s %s %s %s"
                    .formatted(
                        plural("volume", names.size()),
                        quoted(names),
                        names.size() == 1 ? "uses" : "use",
                        plural("restricted volume type", types.size()),
                        quoted(types))));
  }
}
