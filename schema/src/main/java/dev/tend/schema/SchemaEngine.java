package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the JSON Schema validator over the strict schemas of a catalog, each compiled once. */
final class SchemaEngine {
  private static final String DIALECT = "https://tend.dev/schema-dialect";

  private final SchemaCatalog catalog;
  private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(dialect());
  private final Map<GroupVersionKind, Optional<Schema>> compiled = new ConcurrentHashMap<>();

  SchemaEngine(SchemaCatalog catalog) {
    this.catalog = catalog;
  }

  /** What the schema of this kind refuses; nothing where the catalog has no schema of it. */
  List<Error> validate(GroupVersionKind gvk, JsonNode content) {
    Optional<Schema> schema = compiled.get(gvk);
    if (schema == null) {
      schema = catalog.jsonSchema(gvk).map(published -> compile(gvk, published));
      compiled.put(gvk, schema);
    }
    return schema
        .map(
            known ->
                known.validate(
                    content,
                    execution -> execution.executionConfig(c -> c.formatAssertionsEnabled(true))))
        .orElse(List.of());
  }

  private Schema compile(GroupVersionKind gvk, ObjectNode published) {
    SchemaLocation location =
        SchemaLocation.of("urn:tend:" + gvk.apiVersion().replace('/', ':') + ":" + gvk.kind());
    return registry.getSchema(location, StrictSchema.of(published));
  }

  private static Dialect dialect() {
    return Dialect.builder(DIALECT, Dialects.getDraft7())
        .keyword(new UniqueKeys())
        .formats(Formats.ALL)
        .build();
  }
}
