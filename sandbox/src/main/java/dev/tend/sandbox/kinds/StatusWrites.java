package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server adds to a status that a client writes, and what it keeps of the one before. */
final class StatusWrites {
  private StatusWrites() {}

  /** Changes the object, which has the new status. */
  static void settle(ObjectNode live, ObjectNode object, String key, Part part, Instant now) {
    JsonNode before = live.path("status");
    ObjectNode status = object.withObject("/status");
    switch (key) {
      case "/Pod" -> pod(before, status);
      case "/Node" -> {
        if (!status.has("allocatable") && status.has("capacity")) {
          status.set("allocatable", status.get("capacity").deepCopy());
        }
      }
      case "/Namespace" -> {
        if (status.path("phase").asText("").isEmpty()) {
          status.put("phase", "Active");
        }
        object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", Meta.name(object));
      }
      case "/PersistentVolumeClaim" -> pending(status);
      case "apps/DaemonSet" -> templateGeneration(live, object);
      case "apiextensions.k8s.io/CustomResourceDefinition" -> stored(object, status);
      case "/Service" -> {
        if (object.path("spec").path("type").asText().equals("LoadBalancer")) {
          balancer(status);
        }
      }
      case "certificates.k8s.io/CertificateSigningRequest" -> {
        if (part == Part.STATUS) {
          decisions(before, status);
        }
        request(before, status, now);
      }
      default -> {}
    }
  }

  private static void pod(JsonNode before, ObjectNode status) {
    if (status.path("qosClass").asText("").isEmpty() && before.has("qosClass")) {
      status.set("qosClass", before.get("qosClass"));
    }
    if (status.path("observedGeneration").asLong() == 0 && before.has("observedGeneration")) {
      status.set("observedGeneration", before.get("observedGeneration"));
    }
    Map<String, List<JsonNode>> generations = new HashMap<>();
    for (JsonNode condition : before.path("conditions")) {
      generations
          .computeIfAbsent(condition.path("type").asText(), none -> new ArrayList<>())
          .add(condition.path("observedGeneration"));
    }
    for (JsonNode condition : status.path("conditions")) {
      List<JsonNode> old = generations.getOrDefault(condition.path("type").asText(), List.of());
      JsonNode kept = old.isEmpty() ? condition.path("none") : old.removeFirst();
      if (condition instanceof ObjectNode own
          && own.path("observedGeneration").asLong() == 0
          && kept.asLong() != 0) {
        own.set("observedGeneration", kept);
      }
    }
    addresses(status);
  }

  /** The old field means the first of the new one. */
  private static void addresses(ObjectNode status) {
    String address = status.path("podIP").asText("");
    JsonNode all = status.path("podIPs");
    if (!address.isEmpty() && !all.path(0).path("ip").asText("").equals(address)) {
      status.putArray("podIPs").addObject().put("ip", address);
    } else if (!all.isEmpty() && !all.path(0).path("ip").asText("").isEmpty()) {
      status.set("podIP", all.path(0).path("ip"));
    }
  }

  private static void pending(ObjectNode status) {
    if (status.path("phase").asText("").isEmpty()) {
      status.put("phase", "Pending");
    }
  }

  /** The old way to count changes of the template is an annotation that nobody takes away. */
  private static void templateGeneration(ObjectNode live, ObjectNode object) {
    String old = "deprecated.daemonset.template.generation";
    JsonNode count = live.path("metadata").path("annotations").path(old);
    if (count.isTextual()) {
      object.withObject("/metadata/annotations").set(old, count);
    }
  }

  /** What is stored is stored at some version. */
  private static void stored(ObjectNode object, ObjectNode status) {
    if (!status.path("storedVersions").isEmpty()) {
      return;
    }
    for (JsonNode version : object.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        status.putArray("storedVersions").add(version.path("name"));
      }
    }
  }

  /** A volume's first phase is nobody's to choose. */
  static void freshVolume(ObjectNode volume, Instant now) {
    volume
        .putObject("status")
        .put("lastPhaseTransitionTime", Meta.time(now))
        .put("phase", "Pending");
  }

  /** When a volume's phase changed. */
  static void volume(JsonNode before, ObjectNode status, Instant now) {
    pending(status);
    String field = "lastPhaseTransitionTime";
    boolean same = before.path("phase").equals(status.path("phase"));
    if (same && !status.has(field) && before.has(field)) {
      status.set(field, before.get(field));
    } else if (!same && (!status.has(field) || status.get(field).equals(before.get(field)))) {
      status.put(field, Meta.time(now));
    }
  }

  private static void balancer(ObjectNode status) {
    for (JsonNode point : status.path("loadBalancer").path("ingress")) {
      boolean addressed = !point.path("ip").asText("").isEmpty();
      if (addressed && !point.has("ipMode") && point instanceof ObjectNode own) {
        own.put("ipMode", "VIP");
      }
    }
  }

  /** Who says what became of a request leaves alone what was decided of it. */
  private static void decisions(JsonNode before, ObjectNode status) {
    for (String type : List.of("Approved", "Denied")) {
      List<JsonNode> old = of(type, before);
      List<JsonNode> fresh = of(type, status);
      for (int i = 0; old.size() == fresh.size() && i < old.size(); i++) {
        if (fresh.get(i) instanceof ObjectNode own && old.get(i) instanceof ObjectNode kept) {
          own.removeAll();
          own.setAll(kept.deepCopy());
        }
      }
    }
  }

  private static List<JsonNode> of(String type, JsonNode status) {
    return status
        .path("conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals(type))
        .toList();
  }

  /** What has no time gets one. */
  private static void request(JsonNode before, ObjectNode status, Instant now) {
    if (!(status.path("conditions") instanceof ArrayNode conditions)) {
      return;
    }
    for (JsonNode condition : conditions) {
      if (condition instanceof ObjectNode own) {
        if (!own.has("lastUpdateTime")) {
          own.put("lastUpdateTime", Meta.time(now));
        }
        if (!own.has("lastTransitionTime")) {
          own.put("lastTransitionTime", transition(before, own, now));
        }
      }
    }
  }

  private static String transition(JsonNode before, ObjectNode condition, Instant now) {
    for (JsonNode old : before.path("conditions")) {
      if (old.path("type").equals(condition.path("type"))
          && old.path("status").equals(condition.path("status"))
          && old.has("lastTransitionTime")) {
        return old.path("lastTransitionTime").asText();
      }
    }
    return Meta.time(now);
  }
}
