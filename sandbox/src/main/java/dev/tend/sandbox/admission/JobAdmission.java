package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;

/** A job finds its pods by its uid, unless somebody chose another way. */
final class JobAdmission {
  private static final String UID = "batch.kubernetes.io/controller-uid";
  private static final String NAME = "batch.kubernetes.io/job-name";

  private JobAdmission() {}

  static void complete(ObjectNode job) {
    ObjectNode spec = job.withObject("/spec");
    if (spec.path("manualSelector").asBoolean()) {
      return;
    }
    String uid = Meta.uid(job);
    if (spec.get("template") instanceof ObjectNode template) {
      ObjectNode labels = template.withObject("/metadata").withObject("/labels");
      labels.put(UID, uid).put(NAME, Meta.name(job));
      labels.put("controller-uid", uid).put("job-name", Meta.name(job));
    }
    if (Meta.metadata(job).path("labels").isEmpty()) {
      JsonNode labels = spec.path("template").path("metadata").path("labels");
      Meta.metadata(job).set("labels", labels.deepCopy());
    }
    spec.withObject("/selector").withObject("/matchLabels").put(UID, uid);
  }
}
