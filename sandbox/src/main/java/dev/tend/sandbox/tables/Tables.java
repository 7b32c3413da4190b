package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.schema.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Objects as the rows of a Table. */
public final class Tables {
  private Tables() {}

  /**
   * @param includeObject what goes with each row: Object, None or (else) Metadata
   */
  public static ObjectNode of(
      ServedKind kind,
      ResourceType type,
      List<ObjectNode> objects,
      String metaVersion,
      String includeObject,
      Clock clock) {
    ObjectNode table = of(Printers.of(kind, type), objects, metaVersion, includeObject, clock);
    if (kind.kind().group().isEmpty() && kind.kind().kind().equals("Pod")) {
      for (int i = 0; i < objects.size(); i++) {
        conditions(objects.get(i), (ObjectNode) table.path("rows").get(i));
      }
    }
    return table;
  }

  /** A Scale as a table of one row. */
  public static ObjectNode scale(
      ObjectNode scale, String metaVersion, String includeObject, Clock clock) {
    return of(WorkloadPrinters.SCALE, List.of(scale), metaVersion, includeObject, clock);
  }

  private static ObjectNode of(
      Printer printer,
      List<ObjectNode> objects,
      String metaVersion,
      String includeObject,
      Clock clock) {
    Instant now = clock.instant();
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("kind", "Table").put("apiVersion", metaVersion).putObject("metadata");
    ArrayNode columns = table.putArray("columnDefinitions");
    for (Column column : printer.columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("type", column.type())
          .put("format", column.format())
          .put("description", column.description())
          .put("priority", column.priority());
    }
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      printer.row().print(object, now, row.putArray("cells"));
      switch (includeObject) {
        case "Object" -> row.set("object", object);
        case "None" -> {}
        default -> row.set("object", partial(object, metaVersion));
      }
    }
    return table;
  }

  /** Lets kubectl leave out pods that are over. */
  private static void conditions(ObjectNode object, ObjectNode row) {
    String phase = object.path("status").path("phase").asText();
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      row.putArray("conditions")
          .addObject()
          .put("type", "Completed")
          .put("status", "True")
          .put("reason", phase)
          .put(
              "message",
              phase.equals("Succeeded")
                  ? "The pod has completed successfully."
                  : "The pod failed.");
    }
  }

  /** An object of which only the metadata is shown. */
  public static ObjectNode partial(ObjectNode object, String metaVersion) {
    ObjectNode partial = JsonNodeFactory.instance.objectNode();
    partial.put("kind", "PartialObjectMetadata").put("apiVersion", metaVersion);
    partial.set("metadata", object.path("metadata"));
    return partial;
  }
}
