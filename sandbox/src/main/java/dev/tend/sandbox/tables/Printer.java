package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** How objects of one kind fill a row. */
record Printer(List<Column> columns, Row row) {
  Printer {
    columns = List.copyOf(columns);
  }

  /** Adds the cells of one object, one for each column. */
  interface Row {
    void print(ObjectNode object, Instant now, ArrayNode cells);
  }

  static Printer of(Row row, Column... columns) {
    return new Printer(List.of(columns), row);
  }

  /** Name and age: what every kind has. */
  static final Printer PLAIN =
      of(
          (object, now, cells) -> cells.add(Cells.name(object)).add(Cells.age(object, now)),
          Column.NAME,
          Column.AGE);
}
