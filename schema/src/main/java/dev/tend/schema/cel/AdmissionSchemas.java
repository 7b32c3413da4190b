package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What policies' expressions know of requests and of namespaces. */
final class AdmissionSchemas {
  static final ObjectNode REQUEST = request();
  static final ObjectNode NAMESPACE = namespace();

  private AdmissionSchemas() {}

  private static ObjectNode request() {
    ObjectNode schema = object();
    for (String kind : new String[] {"kind", "requestKind"}) {
      texts(add(schema, kind, object()), "group", "version", "kind");
    }
    for (String resource : new String[] {"resource", "requestResource"}) {
      texts(add(schema, resource, object()), "group", "version", "resource");
    }
    texts(schema, "subResource", "requestSubResource", "name", "namespace", "operation");
    ObjectNode user = add(schema, "userInfo", object());
    texts(user, "username", "uid");
    add(user, "groups", list(text()));
    ObjectNode extra = add(user, "extra", JsonNodeFactory.instance.objectNode());
    extra.put("type", "object").set("additionalProperties", list(text()));
    add(schema, "dryRun", JsonNodeFactory.instance.objectNode().put("type", "boolean"));
    add(
        schema,
        "options",
        JsonNodeFactory.instance.objectNode().put("x-kubernetes-int-or-string", true));
    return schema;
  }

  private static ObjectNode namespace() {
    ObjectNode schema = object();
    texts(schema, "kind", "apiVersion");
    ObjectNode metadata = add(schema, "metadata", object());
    texts(metadata, "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion");
    for (String map : new String[] {"labels", "annotations"}) {
      add(metadata, map, JsonNodeFactory.instance.objectNode())
          .put("type", "object")
          .set("additionalProperties", text());
    }
    add(metadata, "generation", JsonNodeFactory.instance.objectNode().put("type", "integer"));
    for (String time : new String[] {"creationTimestamp", "deletionTimestamp"}) {
      add(metadata, time, text().put("format", "date-time"));
    }
    add(metadata, "finalizers", list(text()));
    add(add(schema, "spec", object()), "finalizers", list(text()));
    texts(add(schema, "status", object()), "phase");
    return schema;
  }

  private static ObjectNode object() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.put(CelNames.AS_WRITTEN, true).putObject("properties");
    return schema;
  }

  private static ObjectNode text() {
    return JsonNodeFactory.instance.objectNode().put("type", "string");
  }

  private static ObjectNode list(ObjectNode items) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "array");
    schema.set("items", items);
    return schema;
  }

  private static ObjectNode add(ObjectNode schema, String name, ObjectNode property) {
    schema.withObject("/properties").set(name, property);
    return property;
  }

  private static void texts(ObjectNode schema, String... names) {
    for (String name : names) {
      add(schema, name, text());
    }
  }
}
