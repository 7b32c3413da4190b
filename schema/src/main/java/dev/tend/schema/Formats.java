package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats that servers check. They leave others alone, and so do these. */
final class Formats {
  static final List<Format> ALL =
      List.of(
          new TextFormat("byte"),
          new TextFormat("date-time"),
          new TextFormat("annotation-key"),
          new TextFormat("label-key"),
          new TextFormat("label-value"),
          new WholeNumber("int32"),
          new WholeNumber("int64"),
          new TextFormat("quantity"));

  /** Those above, and those that the engine knows and servers check in custom resources too. */
  static final Set<String> NAMES =
      Stream.concat(
              ALL.stream().map(Format::getName),
              Stream.of("date", "email", "hostname", "ipv4", "ipv6", "uri"))
          .collect(Collectors.toUnmodifiableSet());

  private Formats() {}

  /** A format of strings. */
  private record TextFormat(String name) implements Format {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean matches(ExecutionContext execution, String value) {
      return ValueFormats.accepts(name, value);
    }
  }

  /** A whole number of so many bits. */
  private record WholeNumber(String name) implements Format {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean matches(ExecutionContext execution, SchemaContext schema, JsonNode value) {
      return ValueFormats.isWhole(value, name.equals("int32"));
    }
  }
}
