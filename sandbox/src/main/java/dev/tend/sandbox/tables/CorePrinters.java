package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rows of the cluster's own furniture: namespaces, nodes, configuration, events. */
final class CorePrinters {
  static final Printer NAMESPACE =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("status").path("phase").asText())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Status", "The status of the namespace"),
          Column.AGE);

  static final Printer CONFIG_MAP =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("data").size() + object.path("binaryData").size())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Data", "Number of entries."),
          Column.AGE);

  static final Printer SECRET =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("type").asText())
                  .add(object.path("data").size())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Type", "Used to facilitate programmatic handling of secret data."),
          Column.text("Data", "Number of entries."),
          Column.AGE);

  static final Printer SERVICE_ACCOUNT =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("secrets").size())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Secrets", "Number of secrets that pods of this account may use."),
          Column.AGE);

  static final Printer NODE =
      Printer.of(
          CorePrinters::node,
          Column.NAME,
          Column.text("Status", "The status of the node"),
          Column.text("Roles", "The roles of the node"),
          Column.AGE,
          Column.text("Version", "Kubelet Version reported by the node."),
          Column.wide("Internal-IP", "Address within the cluster."),
          Column.wide("External-IP", "Address outside of the cluster."),
          Column.wide("OS-Image", "Operating system of the node."),
          Column.wide("Kernel-Version", "Kernel of the node."),
          Column.wide("Container-Runtime", "What runs the containers of the node."));

  static final Printer EVENT =
      Printer.of(
          CorePrinters::event,
          Column.text("Last Seen", "The time at which the most recent occurrence was recorded."),
          Column.text("Type", "Type of this event (Normal, Warning)."),
          Column.text("Reason", "Short, machine understandable reason."),
          Column.text("Object", "The object that this event is about."),
          Column.wide("Subobject", "The part of the object that this event is about."),
          Column.wide("Source", "The component reporting this event."),
          Column.text("Message", "A human-readable description of the status."),
          Column.wide("First Seen", "The time at which the event was first recorded."),
          Column.wide("Count", "The number of times this event has occurred."),
          new Column("Name", "string", "name", "Name of the event.", 1));

  static final Printer PRIORITY_CLASS =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("value").asLong())
                  .add(object.path("globalDefault").asBoolean())
                  .add(Cells.age(object, now))
                  .add(object.path("preemptionPolicy").asText()),
          Column.NAME,
          Column.number("Value", "The priority that pods get."),
          new Column("Global-Default", "boolean", "", "Whether it is for pods without one.", 0),
          Column.AGE,
          Column.text("PreemptionPolicy", "Whether other pods are evicted for these."));

  static final Printer QUOTA =
      Printer.of(
          CorePrinters::quota,
          Column.NAME,
          Column.text("Request", "Resources in use, of those that may be requested."),
          Column.text("Limit", "Limits in use, of those that may be set."),
          Column.AGE);

  static final Printer LEASE =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("holderIdentity").asText(""))
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Holder", "Who holds the lease."),
          Column.AGE);

  static final Printer REVISION =
      Printer.of(
          CorePrinters::revision,
          Column.NAME,
          Column.text("Controller", "The object that the revision is of."),
          Column.text("Revision", "Its number."),
          Column.AGE);

  private CorePrinters() {}

  private static void node(ObjectNode node, Instant now, ArrayNode cells) {
    List<String> states = new ArrayList<>();
    for (JsonNode condition : node.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        states.add(condition.path("status").asText().equals("True") ? "Ready" : "NotReady");
      }
    }
    if (states.isEmpty()) {
      states.add("Unknown");
    }
    if (node.path("spec").path("unschedulable").asBoolean()) {
      states.add("SchedulingDisabled");
    }
    cells.add(Cells.name(node)).add(String.join(",", states)).add(roles(node));
    JsonNode info = node.path("status").path("nodeInfo");
    cells.add(Cells.age(node, now)).add(info.path("kubeletVersion").asText());
    cells.add(address(node, "InternalIP")).add(address(node, "ExternalIP"));
    cells.add(Cells.orElse(info.path("osImage"), Cells.UNKNOWN));
    cells.add(Cells.orElse(info.path("kernelVersion"), Cells.UNKNOWN));
    cells.add(Cells.orElse(info.path("containerRuntimeVersion"), Cells.UNKNOWN));
  }

  private static String roles(ObjectNode node) {
    TreeSet<String> roles = new TreeSet<>();
    String prefix = "node-role.kubernetes.io/";
    for (var label : node.path("metadata").path("labels").properties()) {
      if (label.getKey().startsWith(prefix) && label.getKey().length() > prefix.length()) {
        roles.add(label.getKey().substring(prefix.length()));
      } else if (label.getKey().equals("kubernetes.io/role")) {
        roles.add(label.getValue().asText());
      }
    }
    return roles.isEmpty() ? Cells.NONE : String.join(",", roles);
  }

  private static String address(ObjectNode node, String type) {
    for (JsonNode address : node.path("status").path("addresses")) {
      if (address.path("type").asText().equals(type)) {
        return address.path("address").asText();
      }
    }
    return Cells.NONE;
  }

  private static void event(ObjectNode event, Instant now, ArrayNode cells) {
    boolean newer = event.path("apiVersion").asText().startsWith("events.k8s.io");
    JsonNode about = event.path(newer ? "regarding" : "involvedObject");
    JsonNode first = event.path(newer ? "deprecatedFirstTimestamp" : "firstTimestamp");
    JsonNode last = event.path(newer ? "deprecatedLastTimestamp" : "lastTimestamp");
    JsonNode started = first.isTextual() ? first : event.path("eventTime");
    JsonNode repeated = event.path("series").path("lastObservedTime");
    JsonNode latest = last.isTextual() ? last : started;
    cells.add(Cells.since(repeated.isTextual() ? repeated : latest, now));
    cells.add(event.path("type").asText()).add(event.path("reason").asText());
    cells.add(
        about.path("kind").asText().toLowerCase(java.util.Locale.ROOT)
            + "/"
            + about.path("name").asText());
    cells.add(about.path("fieldPath").asText(""));
    JsonNode source = event.path(newer ? "deprecatedSource" : "source");
    String component = source.path("component").asText("");
    String host = source.path("host").asText("");
    if (component.isEmpty()) {
      component = event.path(newer ? "reportingController" : "reportingComponent").asText("");
      host = event.path("reportingInstance").asText("");
    }
    cells.add(component + (host.isEmpty() ? "" : ", " + host));
    cells.add(event.path(newer ? "note" : "message").asText("").strip());
    cells.add(Cells.since(started, now));
    int count = event.path(newer ? "deprecatedCount" : "count").asInt(1);
    cells.add(Integer.toString(event.path("series").path("count").asInt(count)));
    cells.add(Cells.name(event));
  }

  private static void quota(ObjectNode quota, Instant now, ArrayNode cells) {
    List<String> requests = new ArrayList<>();
    List<String> limits = new ArrayList<>();
    JsonNode used = quota.path("status").path("used");
    JsonNode hard = quota.path("status").path("hard");
    new TreeMap<>(
            hard.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText())))
        .forEach(
            (name, limit) -> {
              String text = "%s: %s/%s".formatted(name, used.path(name).asText("0"), limit);
              (name.startsWith("limits.") ? limits : requests).add(text);
            });
    cells.add(Cells.name(quota)).add(String.join(", ", requests));
    cells.add(String.join(", ", limits)).add(Cells.age(quota, now));
  }

  private static void revision(ObjectNode revision, Instant now, ArrayNode cells) {
    String owner = Cells.NONE;
    for (JsonNode reference : revision.path("metadata").path("ownerReferences")) {
      if (reference.path("controller").asBoolean()) {
        String group = reference.path("apiVersion").asText().replaceAll("/?[^/]*$", "");
        String kind = reference.path("kind").asText().toLowerCase(java.util.Locale.ROOT);
        owner = kind + (group.isEmpty() ? "" : "." + group) + "/" + reference.path("name").asText();
      }
    }
    cells.add(Cells.name(revision)).add(owner).add(revision.path("revision").asLong());
    cells.add(Cells.age(revision, now));
  }
}
