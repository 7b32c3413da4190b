package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a server adds to every new object of a kind before it looks whether it may be stored. */
final class ServerAdditions {
  private static final String UID = "00000000-0000-0000-0000-000000000000";

  private ServerAdditions() {}

  static void fill(ObjectNode object) {
    switch (object.path("kind").asText()) {
      case "Job" -> job(object);
      case "Service" -> service(object.path("spec"));
      case "HorizontalPodAutoscaler" ->
          object.putObject("status").put("desiredReplicas", 0).putNull("currentMetrics");
      default -> {}
    }
  }

  /** A job finds its pods by its uid, unless somebody chose another way. */
  private static void job(ObjectNode job) {
    ObjectNode metadata = job.withObject("/metadata");
    metadata.put("uid", UID);
    ObjectNode spec = job.withObject("/spec");
    if (spec.path("manualSelector").asBoolean()) {
      return;
    }
    String name = metadata.path("name").asText();
    if (spec.path("template") instanceof ObjectNode template) {
      ObjectNode labels = template.withObject("/metadata/labels");
      labels.put("batch.kubernetes.io/controller-uid", UID);
      labels.put("batch.kubernetes.io/job-name", name);
      labels.put("controller-uid", UID).put("job-name", name);
    }
    spec.withObject("/selector/matchLabels").put("batch.kubernetes.io/controller-uid", UID);
  }

  /** Each of the two fields of its addresses follows the other. */
  private static void service(JsonNode spec) {
    if (!(spec instanceof ObjectNode fields) || spec.path("type").asText().equals("ExternalName")) {
      return;
    }
    String first = spec.path("clusterIP").asText();
    JsonNode all = spec.path("clusterIPs");
    if (!first.isEmpty() && all.isEmpty()) {
      fields.putArray("clusterIPs").add(first);
    } else if (first.isEmpty() && !all.isEmpty()) {
      fields.put("clusterIP", all.path(0).asText());
    }
  }
}
