package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the status of a custom resource definition says. */
final class DefinitionStatus {
  private DefinitionStatus() {}

  /**
   * The definition with its status.
   *
   * @param names those of its that no other one has
   */
  static ObjectNode of(ObjectNode crd, AcceptedNames names, Instant now) {
    ObjectNode next = crd.deepCopy();
    ObjectNode status = next.withObject("/status");
    ArrayNode conditions = crd.arrayNode();
    boolean free = names.areAll();
    condition(
        crd,
        conditions,
        "NamesAccepted",
        free,
        free ? "NoConflicts" : names.reason(),
        free ? "no conflicts found" : names.message(),
        now);
    boolean established = free || is(crd, "Established");
    condition(
        crd,
        conditions,
        "Established",
        established,
        established ? "InitialNamesAccepted" : "NotAccepted",
        established ? "the initial names have been accepted" : "not all names are accepted",
        now);
    status.set("conditions", conditions);
    status.set("acceptedNames", names.accepted());
    Set<String> stored = new LinkedHashSet<>();
    status.path("storedVersions").forEach(version -> stored.add(version.asText()));
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        stored.add(version.path("name").asText());
      }
    }
    ArrayNode versions = status.putArray("storedVersions");
    stored.forEach(versions::add);
    return next;
  }

  /** The definition, which goes when its resources are gone; itself where that is said already. */
  static ObjectNode terminating(ObjectNode crd, Instant now) {
    if (is(crd, "Terminating")) {
      return crd;
    }
    ObjectNode next = crd.deepCopy();
    condition(
        crd,
        next.withObject("/status").withArray("conditions"),
        "Terminating",
        true,
        "InstanceDeletionInProgress",
        "CustomResource deletion is in progress",
        now);
    return next;
  }

  private static void condition(
      ObjectNode crd,
      ArrayNode conditions,
      String type,
      boolean met,
      String reason,
      String message,
      Instant now) {
    String since = Meta.time(now);
    for (JsonNode old : crd.path("status").path("conditions")) {
      boolean same =
          old.path("type").asText().equals(type)
              && old.path("status").asText().equals(met ? "True" : "False");
      since = same ? old.path("lastTransitionTime").asText(since) : since;
    }
    conditions
        .addObject()
        .put("lastTransitionTime", since)
        .put("message", message)
        .put("reason", reason)
        .put("status", met ? "True" : "False")
        .put("type", type);
  }

  static boolean is(ObjectNode crd, String type) {
    for (JsonNode condition : crd.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
