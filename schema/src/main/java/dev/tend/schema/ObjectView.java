package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An object and the structure of its kind: what stands at a place, and how people name it. */
record ObjectView(ObjectNode content, FieldSchema schema) {
  /** The structure at a place. */
  FieldSchema schemaAt(List<Object> steps) {
    FieldSchema current = schema;
    for (Object step : steps) {
      current = next(current, step);
    }
    return current;
  }

  /** By positions, which finds the place in the source even where keys aren't unique. */
  static FieldPath exact(List<Object> steps) {
    FieldPath path = FieldPath.ROOT;
    for (Object step : steps) {
      path = step instanceof Integer position ? path.index(position) : path.key((String) step);
    }
    return path;
  }

  /** By the names of items where the list has keys: {@code .spec.containers[name=web]}. */
  FieldPath readable(List<Object> steps) {
    FieldPath path = FieldPath.ROOT;
    FieldSchema current = schema;
    JsonNode node = content;
    for (Object step : steps) {
      node = step instanceof Integer position ? node.path(position) : node.path((String) step);
      path = path.append(element(current, step, node));
      current = next(current, step);
    }
    return path;
  }

  private static FieldPath.Element element(FieldSchema schema, Object step, JsonNode item) {
    if (!(step instanceof Integer position)) {
      return new FieldPath.Element.Key((String) step);
    }
    SortedMap<String, JsonNode> keys = new TreeMap<>();
    if (schema instanceof FieldSchema.ListOf list) {
      for (String key : list.mapKeys()) {
        if (item.path(key).isValueNode() && !item.path(key).isNull()) {
          keys.put(key, item.path(key));
        }
      }
    }
    return keys.isEmpty()
        ? new FieldPath.Element.Index(position)
        : new FieldPath.Element.Keyed(keys);
  }

  private static FieldSchema next(FieldSchema schema, Object step) {
    if (step instanceof String name) {
      return schema.member(name);
    }
    return schema instanceof FieldSchema.ListOf list ? list.items() : FieldSchema.Any.INSTANCE;
  }
}
