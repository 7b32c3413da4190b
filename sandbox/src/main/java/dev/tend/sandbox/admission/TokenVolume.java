package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.List;

/** The volume by which a pod's containers talk to the API. */
final class TokenVolume {
  private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String NAME = "kube-api-access-";

  /** A little more than an hour, so that clients renew in time. */
  private static final int EXPIRATION_SECONDS = 3607;

  private TokenVolume() {}

  static void mount(ObjectNode pod, ObjectNode spec) {
    String volume = NAME + suffix(Meta.uid(pod));
    boolean used = false;
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(list)) {
        used |= container instanceof ObjectNode object && mount(object, volume);
      }
    }
    if (used && !hasVolume(spec)) {
      volume(spec.withArray("volumes").addObject().put("name", volume));
    }
  }

  private static boolean hasVolume(ObjectNode spec) {
    for (JsonNode volume : spec.path("volumes")) {
      if (volume.path("name").asText().startsWith(NAME)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mount(ObjectNode container, String volume) {
    for (JsonNode present : container.path("volumeMounts")) {
      if (present.path("mountPath").asText().equals(MOUNT_PATH)) {
        return false;
      }
    }
    container
        .withArray("volumeMounts")
        .addObject()
        .put("name", volume)
        .put("readOnly", true)
        .put("mountPath", MOUNT_PATH);
    return true;
  }

  private static void volume(ObjectNode volume) {
    ObjectNode projected = volume.putObject("projected").put("defaultMode", 420);
    ArrayNode sources = projected.putArray("sources");
    sources
        .addObject()
        .putObject("serviceAccountToken")
        .put("expirationSeconds", EXPIRATION_SECONDS)
        .put("path", "token");
    ObjectNode configMap = sources.addObject().putObject("configMap");
    configMap.put("name", "kube-root-ca.crt");
    configMap.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
    ObjectNode item = sources.addObject().putObject("downwardAPI").putArray("items").addObject();
    item.put("path", "namespace");
    item.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
  }

  private static String suffix(String uid) {
    return uid.length() < 5 ? "token" : uid.substring(0, 5);
  }
}
