package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Rows of what keeps pods running, or runs them to their end. */
final class WorkloadPrinters {
  private static final Column CONTAINERS =
      Column.wide("Containers", "Names of each container in the template.");
  private static final Column IMAGES =
      Column.wide("Images", "Images referenced by each container in the template.");
  private static final Column SELECTOR = Column.wide("Selector", "Label query over pods.");

  static final Printer DEPLOYMENT =
      Printer.of(
          WorkloadPrinters::deployment,
          Column.NAME,
          Column.text("Ready", "Number of the pod with ready state"),
          Column.text("Up-to-date", "Pods with the desired template spec."),
          Column.text("Available", "Number of available pods."),
          Column.AGE,
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final Printer REPLICA_SET =
      Printer.of(
          WorkloadPrinters::replicaSet,
          Column.NAME,
          Column.number("Desired", "Number of desired pods."),
          Column.number("Current", "Number of pods."),
          Column.number("Ready", "Number of ready pods."),
          Column.AGE,
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final Printer STATEFUL_SET =
      Printer.of(
          WorkloadPrinters::statefulSet,
          Column.NAME,
          Column.text("Ready", "Number of the pod with ready state"),
          Column.AGE,
          CONTAINERS,
          IMAGES);

  static final Printer DAEMON_SET =
      Printer.of(
          WorkloadPrinters::daemonSet,
          Column.NAME,
          Column.number("Desired", "Number of nodes that should run the daemon pod."),
          Column.number("Current", "Number of nodes that run the daemon pod."),
          Column.number("Ready", "Number of nodes whose daemon pod is ready."),
          Column.number("Up-to-date", "Number of nodes that run the updated daemon pod."),
          Column.number("Available", "Number of nodes whose daemon pod is available."),
          Column.text("Node Selector", "Labels of the nodes on which it runs."),
          Column.AGE,
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final Printer JOB =
      Printer.of(
          WorkloadPrinters::job,
          Column.NAME,
          Column.text("Status", "Status of the job."),
          Column.text("Completions", "Pods that succeeded, of those that must."),
          Column.text("Duration", "Time required to complete the job."),
          Column.AGE,
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final Printer CRON_JOB =
      Printer.of(
          WorkloadPrinters::cronJob,
          Column.NAME,
          Column.text("Schedule", "The schedule in Cron format."),
          Column.text("Timezone", "The time zone of the schedule."),
          Column.flag("Suspend", "Whether further runs are suspended."),
          Column.number("Active", "Number of running jobs."),
          Column.text("Last Schedule", "When a job was last started."),
          Column.AGE,
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final Printer SCALE =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("replicas").asInt())
                  .add(object.path("status").path("replicas").asInt())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.number("Desired", "Number of desired replicas."),
          Column.number("Available", "Number of available replicas."),
          Column.AGE);

  static final Printer POD_TEMPLATE =
      Printer.of(
          (object, now, cells) -> {
            JsonNode template = object.path("template");
            cells
                .add(Cells.name(object))
                .add(Cells.containerNames(template.path("spec")))
                .add(Cells.images(template.path("spec")))
                .add(Cells.labels(template.path("metadata").path("labels")));
          },
          Column.NAME,
          Column.text("Containers", "Names of the containers of the template."),
          Column.text("Images", "Their images."),
          Column.text("Pod Labels", "The labels of its pods."));

  private WorkloadPrinters() {}

  private static void deployment(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode status = object.path("status");
    cells.add(Cells.name(object));
    cells.add(status.path("readyReplicas").asInt() + "/" + spec.path("replicas").asInt());
    cells.add(status.path("updatedReplicas").asInt());
    cells.add(status.path("availableReplicas").asInt());
    cells.add(Cells.age(object, now));
    template(spec.path("template"), cells);
    cells.add(Cells.selector(spec.path("selector")));
  }

  private static void replicaSet(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode status = object.path("status");
    cells.add(Cells.name(object)).add(spec.path("replicas").asInt());
    cells.add(status.path("replicas").asInt()).add(status.path("readyReplicas").asInt());
    cells.add(Cells.age(object, now));
    template(spec.path("template"), cells);
    boolean old = object.path("kind").asText().equals("ReplicationController");
    cells.add(old ? Cells.labels(spec.path("selector")) : Cells.selector(spec.path("selector")));
  }

  private static void statefulSet(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    cells.add(Cells.name(object));
    cells.add(
        object.path("status").path("readyReplicas").asInt() + "/" + spec.path("replicas").asInt());
    cells.add(Cells.age(object, now));
    template(spec.path("template"), cells);
  }

  private static void daemonSet(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode status = object.path("status");
    cells.add(Cells.name(object));
    cells.add(status.path("desiredNumberScheduled").asInt());
    cells.add(status.path("currentNumberScheduled").asInt());
    cells.add(status.path("numberReady").asInt());
    cells.add(status.path("updatedNumberScheduled").asInt());
    cells.add(status.path("numberAvailable").asInt());
    JsonNode template = spec.path("template");
    cells.add(Cells.labels(template.path("spec").path("nodeSelector")));
    cells.add(Cells.age(object, now));
    template(template, cells);
    cells.add(Cells.selector(spec.path("selector")));
  }

  private static void job(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode status = object.path("status");
    int succeeded = status.path("succeeded").asInt();
    cells.add(Cells.name(object)).add(jobState(object));
    if (spec.hasNonNull("completions")) {
      cells.add(succeeded + "/" + spec.path("completions").asInt());
    } else if (spec.path("parallelism").asInt() > 1) {
      cells.add("%d/1 of %d".formatted(succeeded, spec.path("parallelism").asInt()));
    } else {
      cells.add(succeeded + "/1");
    }
    cells.add(duration(status, now)).add(Cells.age(object, now));
    template(spec.path("template"), cells);
    cells.add(Cells.selector(spec.path("selector")));
  }

  private static String jobState(ObjectNode job) {
    for (String type : new String[] {"Complete", "Failed"}) {
      if (hasCondition(job, type)) {
        return type;
      }
    }
    if (job.path("metadata").hasNonNull("deletionTimestamp")) {
      return "Terminating";
    }
    if (hasCondition(job, "Suspended")) {
      return "Suspended";
    }
    if (hasCondition(job, "FailureTarget")) {
      return "FailureTarget";
    }
    return hasCondition(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
  }

  private static boolean hasCondition(ObjectNode job, String type) {
    for (JsonNode condition : job.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals("True")) {
        return true;
      }
    }
    return false;
  }

  private static String duration(JsonNode status, Instant now) {
    if (!status.hasNonNull("startTime")) {
      return "";
    }
    Instant start = Instant.parse(status.path("startTime").asText());
    Instant end =
        status.hasNonNull("completionTime")
            ? Instant.parse(status.path("completionTime").asText())
            : now;
    return Ages.human(Duration.between(start, end));
  }

  private static void cronJob(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode status = object.path("status");
    cells.add(Cells.name(object)).add(spec.path("schedule").asText());
    cells.add(Cells.orNone(spec.path("timeZone")));
    String suspend = spec.path("suspend").asText("");
    cells.add(
        suspend.isEmpty()
            ? Cells.UNSET
            : suspend.substring(0, 1).toUpperCase(Locale.ROOT) + suspend.substring(1));
    cells.add(status.path("active").size());
    cells.add(
        status.hasNonNull("lastScheduleTime")
            ? Cells.since(status.path("lastScheduleTime"), now)
            : Cells.NONE);
    cells.add(Cells.age(object, now));
    JsonNode jobSpec = spec.path("jobTemplate").path("spec");
    template(jobSpec.path("template"), cells);
    cells.add(Cells.selector(jobSpec.path("selector")));
  }

  private static void template(JsonNode template, ArrayNode cells) {
    cells.add(Cells.containerNames(template.path("spec")));
    cells.add(Cells.images(template.path("spec")));
  }
}
