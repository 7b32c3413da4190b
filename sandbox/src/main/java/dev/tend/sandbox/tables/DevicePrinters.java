package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of drivers, devices and what runs pods. */
final class DevicePrinters {
  static final Printer CSI_DRIVER =
      Printer.of(
          DevicePrinters::csiDriver,
          Column.NAME,
          Column.flag("AttachRequired", "Whether volumes must be attached."),
          Column.flag("PodInfoOnMount", "Whether mounts are told of the pod."),
          Column.flag("StorageCapacity", "Whether the driver says how much room there is."),
          Column.text("TokenRequests", "The audiences of the tokens that it needs."),
          Column.flag("RequiresRepublish", "Whether it wants to be called again and again."),
          Column.text("Modes", "The modes of its volumes."),
          Column.AGE);

  static final Printer CSI_NODE =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("drivers").size())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.number("Drivers", "How many drivers there are on the node."),
          Column.AGE);

  static final Printer ATTACHMENT =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("attacher").asText())
                  .add(object.path("spec").path("source").path("persistentVolumeName").asText())
                  .add(object.path("spec").path("nodeName").asText())
                  .add(object.path("status").path("attached").asBoolean())
                  .add(Cells.age(object, now)),
          Column.NAME,
          new Column("Attacher", "string", "name", "Who attaches it.", 0),
          Column.text("PV", "The volume."),
          Column.text("Node", "The node."),
          Column.flag("Attached", "Whether it is attached."),
          Column.AGE);

  static final Printer ATTRIBUTES =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("driverName").asText())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("DriverName", "The driver of its volumes."),
          Column.AGE);

  static final Printer RUNTIME_CLASS =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("handler").asText())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Handler", "What runs pods of this class."),
          Column.AGE);

  static final Printer RESOURCE_CLAIM =
      Printer.of(
          (object, now, cells) ->
              cells.add(Cells.name(object)).add(claimState(object)).add(Cells.age(object, now)),
          Column.NAME,
          Column.text("State", "Whether devices are allocated and reserved for it."),
          Column.AGE);

  static final Printer RESOURCE_SLICE =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("nodeName").asText())
                  .add(object.path("spec").path("driver").asText())
                  .add(object.path("spec").path("pool").path("name").asText())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Node", "The node whose devices these are."),
          Column.text("Driver", "Their driver."),
          Column.text("Pool", "The pool that they belong to."),
          Column.AGE);

  private DevicePrinters() {}

  private static void csiDriver(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    List<String> audiences = new ArrayList<>();
    spec.path("tokenRequests").forEach(token -> audiences.add(token.path("audience").asText()));
    String modes = Cells.joined(spec.path("volumeLifecycleModes"));
    cells
        .add(Cells.name(object))
        .add(spec.path("attachRequired").asBoolean(true))
        .add(spec.path("podInfoOnMount").asBoolean())
        .add(spec.path("storageCapacity").asBoolean())
        .add(spec.has("tokenRequests") ? String.join(",", audiences) : Cells.UNSET)
        .add(spec.path("requiresRepublish").asBoolean())
        .add(modes.isEmpty() ? Cells.NONE : modes)
        .add(Cells.age(object, now));
  }

  private static String claimState(ObjectNode claim) {
    List<String> states = new ArrayList<>();
    if (claim.path("metadata").has("deletionTimestamp")) {
      states.add("deleted");
    }
    if (!claim.path("status").has("allocation")) {
      if (states.isEmpty()) {
        states.add("pending");
      }
    } else {
      states.add("allocated");
      if (!claim.path("status").path("reservedFor").isEmpty()) {
        states.add("reserved");
      }
    }
    return String.join(",", states);
  }
}
