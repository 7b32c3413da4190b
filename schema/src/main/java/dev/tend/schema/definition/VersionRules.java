package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.FieldFault.Kind;
import dev.tend.schema.structural.Place;
import dev.tend.schema.structural.SchemaPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a version has beside its schema: the scale, columns of tables, fields to select by. */
final class VersionRules {
  private static final Set<String> COLUMN_TYPES =
      Set.of("boolean", "date", "integer", "number", "string");
  private static final Set<String> COLUMN_FORMATS =
      Set.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
  private static final int MOST_SELECTABLE = 8;

  private VersionRules() {}

  static List<FieldFault> scale(JsonNode version, Place at) {
    List<FieldFault> faults = new ArrayList<>();
    JsonNode scale = version.path("subresources").path("scale");
    if (scale.isObject()) {
      Place here = at.child("scale");
      replicas(scale, "specReplicasPath", ".spec", here, faults);
      replicas(scale, "statusReplicasPath", ".status", here, faults);
      String selector = scale.path("labelSelectorPath").asText();
      Place selectorAt = here.child("labelSelectorPath");
      if (!selector.isEmpty() && isPath(selector, selectorAt, faults)) {
        if (!selector.startsWith(".spec.") && !selector.startsWith(".status.")) {
          faults.add(
              invalid(selectorAt, selector, "should be a json path under either .spec or .status"));
        }
      }
    }
    return faults;
  }

  private static void replicas(
      JsonNode scale, String field, String under, Place at, List<FieldFault> faults) {
    String path = scale.path(field).asText();
    Place here = at.child(field);
    if (path.isEmpty()) {
      faults.add(FieldFault.required(here, ""));
    } else if (isPath(path, here, faults) && !path.startsWith(under + ".")) {
      faults.add(invalid(here, path, "should be a json path under " + under));
    }
  }

  private static boolean isPath(String path, Place at, List<FieldFault> faults) {
    if (!path.startsWith(".")) {
      faults.add(invalid(at, path, "must be a simple json path starting with ."));
      return false;
    }
    return true;
  }

  static List<FieldFault> columns(JsonNode columns, Place at) {
    List<FieldFault> faults = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode column = columns.get(i);
      Place here = at.index(i);
      if (column.path("name").asText().isEmpty()) {
        faults.add(FieldFault.required(here.child("name"), ""));
      }
      String type = column.path("type").asText();
      String types = "must be one of boolean,date,integer,number,string";
      if (type.isEmpty()) {
        faults.add(FieldFault.required(here.child("type"), types));
      } else if (!COLUMN_TYPES.contains(type)) {
        faults.add(invalid(here.child("type"), type, types));
      }
      String format = column.path("format").asText();
      if (!format.isEmpty() && !COLUMN_FORMATS.contains(format)) {
        faults.add(
            invalid(
                here.child("format"),
                format,
                "must be one of byte,date,date-time,double,float,int32,int64,password"));
      }
      String path = column.path("jsonPath").asText();
      if (path.isEmpty()) {
        faults.add(FieldFault.required(here.child("JSONPath"), ""));
      } else {
        isPath(path, here.child("JSONPath"), faults);
      }
    }
    return faults;
  }

  static List<FieldFault> selectable(JsonNode fields, JsonNode schema, Place at) {
    List<FieldFault> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      String path = fields.get(i).path("jsonPath").asText();
      Place here = at.index(i).child("jsonPath");
      if (path.isEmpty()) {
        faults.add(FieldFault.required(here, ""));
        continue;
      }
      SchemaPath found = SchemaPath.resolve(path, schema, false);
      if (found.fault().isPresent()) {
        faults.add(invalid(here, path, "is an invalid path: " + found.fault().get()));
        continue;
      }
      if (found.place().steps().getFirst().equals("metadata")) {
        faults.add(invalid(here, path, "must not point to fields in metadata"));
      }
      if (!Set.of("string", "boolean", "integer").contains(found.schema().path("type").asText())) {
        faults.add(
            invalid(
                here,
                path,
                "must point to a field of type string, boolean or integer. Enum string fields and"
                    + " strings with formats are allowed."));
      }
      if (!seen.add(found.place().text())) {
        faults.add(FieldFault.duplicate(here, quoted(path)));
      }
    }
    if (seen.size() > MOST_SELECTABLE) {
      faults.add(
          new FieldFault(
              Kind.TOO_MANY,
              at,
              String.valueOf(seen.size()),
              "must have at most %d items".formatted(MOST_SELECTABLE)));
    }
    return faults;
  }

  private static FieldFault invalid(Place at, String value, String detail) {
    return FieldFault.invalid(at, quoted(value), detail);
  }

  private static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
