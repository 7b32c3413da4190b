package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Names;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The volume by which a pod's containers talk to the API. */
final class TokenVolume {
  private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String NAME = "kube-api-access-";

  /** A little more than an hour, so that clients renew in time. */
  private static final int EXPIRATION_SECONDS = 3607;

  private TokenVolume() {}

  static void mount(ObjectNode spec, RandomGenerator random) {
    String volume = present(spec).orElseGet(() -> Names.generate(NAME, random));
    boolean used = false;
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(list)) {
        used |= container instanceof ObjectNode object && mount(object, volume);
      }
    }
    if (used && present(spec).isEmpty()) {
      volume(spec.withArray("volumes").addObject().put("name", volume));
    }
  }

  /** The volume that somebody put there already. */
  private static Optional<String> present(ObjectNode spec) {
    return spec.path("volumes")
        .valueStream()
        .map(volume -> volume.path("name").asText())
        .filter(name -> name.startsWith(NAME))
        .findFirst();
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
}
