package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Volumes of a pod. */
final class VolumeDefaults {
  /** 0644. */
  private static final int READABLE = 420;

  private VolumeDefaults() {}

  static void volume(ObjectNode volume) {
    if (volume.size() <= 1) {
      volume.putObject("emptyDir");
    }
    for (String source : List.of("secret", "configMap", "downwardAPI", "projected")) {
      if (volume.get(source) instanceof ObjectNode present) {
        put(present, "defaultMode", READABLE);
      }
    }
    downward(volume.path("downwardAPI"));
    for (ObjectNode source : items(volume.path("projected"), "sources")) {
      downward(source.path("downwardAPI"));
      if (source.get("serviceAccountToken") instanceof ObjectNode token) {
        put(token, "expirationSeconds", 3600);
      }
    }
    if (volume.get("hostPath") instanceof ObjectNode hostPath && !hostPath.has("type")) {
      hostPath.put("type", "");
    }
    JsonNode claim = volume.path("ephemeral").path("volumeClaimTemplate").path("spec");
    if (claim instanceof ObjectNode spec) {
      put(spec, "volumeMode", "Filesystem");
    }
  }

  private static void downward(JsonNode source) {
    for (ObjectNode item : items(source, "items")) {
      if (item.get("fieldRef") instanceof ObjectNode reference) {
        put(reference, "apiVersion", "v1");
      }
      if (item.get("resourceFieldRef") instanceof ObjectNode reference) {
        put(reference, "divisor", "0");
      }
    }
  }
}
