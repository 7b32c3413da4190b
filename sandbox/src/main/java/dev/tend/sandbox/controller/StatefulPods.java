package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.ArrayList;
import java.util.List;

/** The pods of a StatefulSet and their claims: names, labels and volumes that go with ordinals. */
final class StatefulPods {
  static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
  static final String POD_INDEX = "apps.kubernetes.io/pod-index";

  private StatefulPods() {}

  static String name(ObjectNode set, int ordinal) {
    return Meta.name(set) + "-" + ordinal;
  }

  /** -1 for what is no pod of the set by its name. */
  static int ordinal(ObjectNode set, JsonNode pod) {
    String name = Meta.name(pod);
    String prefix = Meta.name(set) + "-";
    if (!name.startsWith(prefix) || !name.substring(prefix.length()).matches("0|[1-9]\\d{0,8}")) {
      return -1;
    }
    return Integer.parseInt(name.substring(prefix.length()));
  }

  static ObjectNode pod(ObjectNode set, ObjectNode revision, int ordinal) {
    ObjectNode pod = Templates.pod(set, Revisions.template(revision));
    String name = name(set, ordinal);
    ObjectNode metadata = pod.withObject("/metadata");
    metadata.put("name", name);
    ObjectNode labels = metadata.withObject("/labels");
    labels.put(POD_NAME, name).put(POD_INDEX, Integer.toString(ordinal));
    labels.put(Revisions.POD_LABEL, Meta.name(revision));
    ObjectNode spec = pod.withObject("/spec");
    spec.put("hostname", name);
    String service = set.path("spec").path("serviceName").asText("");
    if (!service.isEmpty()) {
      spec.put("subdomain", service);
    }
    mount(set, spec, ordinal);
    return pod;
  }

  private static void mount(ObjectNode set, ObjectNode podSpec, int ordinal) {
    ArrayNode volumes = podSpec.withArray("/volumes");
    for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
      String volume = Meta.name(template);
      for (int i = volumes.size() - 1; i >= 0; i--) {
        if (volumes.get(i).path("name").asText().equals(volume)) {
          volumes.remove(i);
        }
      }
      ObjectNode added = volumes.addObject().put("name", volume);
      added.putObject("persistentVolumeClaim").put("claimName", claimName(set, template, ordinal));
    }
    if (volumes.isEmpty()) {
      podSpec.remove("volumes");
    }
  }

  private static String claimName(ObjectNode set, JsonNode template, int ordinal) {
    return Meta.name(template) + "-" + name(set, ordinal);
  }

  /** The claims of one pod. */
  static List<ObjectNode> claims(ObjectNode set, int ordinal) {
    List<ObjectNode> claims = new ArrayList<>();
    for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
      ObjectNode claim =
          Meta.object(
              "v1",
              "PersistentVolumeClaim",
              Meta.namespace(set),
              claimName(set, template, ordinal));
      ObjectNode metadata = claim.withObject("/metadata");
      ObjectNode labels = metadata.putObject("labels");
      copy(template.path("metadata").path("labels"), labels);
      copy(set.path("spec").path("selector").path("matchLabels"), labels);
      if (template.path("metadata").path("annotations").isObject()) {
        metadata.set("annotations", template.path("metadata").get("annotations").deepCopy());
      }
      if (retention(set).path("whenDeleted").asText().equals("Delete")) {
        metadata.putArray("ownerReferences").add(Meta.controllerReference(set));
      }
      claim.set("spec", template.path("spec").deepCopy());
      claims.add(claim);
    }
    return claims;
  }

  /** A claim, owned by the set if it is to go with it, and not owned by it otherwise. */
  static ObjectNode ownedAsWanted(ObjectNode set, ObjectNode claim) {
    ObjectNode copy = claim.deepCopy();
    ArrayNode owners = copy.arrayNode();
    for (JsonNode owner : claim.path("metadata").path("ownerReferences")) {
      boolean ours = owner.path("uid").asText().equals(Meta.uid(set));
      if (!ours && !owner.path("kind").asText().equals("Pod")) {
        owners.add(owner);
      }
    }
    if (retention(set).path("whenDeleted").asText().equals("Delete")) {
      owners.add(Meta.controllerReference(set));
    }
    if (owners.isEmpty()) {
      copy.withObject("/metadata").remove("ownerReferences");
    } else {
      copy.withObject("/metadata").set("ownerReferences", owners);
    }
    return copy;
  }

  static boolean deletesClaimsWhenScaled(ObjectNode set) {
    return retention(set).path("whenScaled").asText().equals("Delete");
  }

  private static JsonNode retention(ObjectNode set) {
    return set.path("spec").path("persistentVolumeClaimRetentionPolicy");
  }

  /** A claim goes with this owner, without being controlled by it. */
  static ObjectNode owner(ObjectNode owner) {
    ObjectNode reference = Meta.controllerReference(owner);
    reference.remove(List.of("controller", "blockOwnerDeletion"));
    return reference;
  }

  private static void copy(JsonNode from, ObjectNode to) {
    from.properties().forEach(entry -> to.set(entry.getKey(), entry.getValue()));
  }
}
