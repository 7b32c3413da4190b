package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of custom resources, by the columns that their definition declares. */
final class CustomPrinter {
  private CustomPrinter() {}

  static Printer of(ObjectNode crd, String version) {
    for (JsonNode declared : crd.path("spec").path("versions")) {
      if (declared.path("name").asText().equals(version)
          && !declared.path("additionalPrinterColumns").isEmpty()) {
        return of(declared.path("additionalPrinterColumns"));
      }
    }
    return Printer.PLAIN;
  }

  private static Printer of(JsonNode declared) {
    List<Column> columns = new ArrayList<>(List.of(Column.NAME));
    List<JsonPath> paths = new ArrayList<>();
    for (JsonNode column : declared) {
      columns.add(
          new Column(
              column.path("name").asText(),
              column.path("type").asText("string"),
              column.path("format").asText(""),
              column.path("description").asText(""),
              column.path("priority").asInt()));
      paths.add(JsonPath.parse(column.path("jsonPath").asText()));
    }
    return new Printer(
        columns,
        (object, now, cells) -> {
          cells.add(Cells.name(object));
          for (int i = 0; i < paths.size(); i++) {
            cell(columns.get(i + 1), paths.get(i).read(object), now, cells);
          }
        });
  }

  private static void cell(Column column, List<JsonNode> found, Instant now, ArrayNode cells) {
    if (found.isEmpty() || found.getFirst().isNull()) {
      cells.addNull();
      return;
    }
    JsonNode value = found.getFirst();
    switch (column.type()) {
      case "date" -> cells.add(Cells.since(value, now));
      case "integer" -> {
        if (value.isIntegralNumber()) {
          cells.add(value);
        } else {
          cells.addNull();
        }
      }
      case "number", "boolean" -> cells.add(value);
      // Of several values servers show the first.
      default -> cells.add(text(value));
    }
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
