package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Custom resource definitions. */
final class DefinitionDefaults {
  private DefinitionDefaults() {}

  static void definition(ObjectNode crd) {
    ObjectNode spec = object(crd, "spec");
    ObjectNode names = object(spec, "names");
    String kind = names.path("kind").asText("");
    if (!kind.isEmpty()) {
      put(names, "listKind", kind + "List");
      put(names, "singular", kind.toLowerCase(Locale.ROOT));
    }
    put(object(spec, "conversion"), "strategy", "None");
    if (spec.path("conversion").path("webhook").path("clientConfig").path("service")
        instanceof ObjectNode service) {
      put(service, "port", 443);
    }
    ObjectNode status = object(crd, "status");
    List<String> stored = new ArrayList<>();
    status.path("storedVersions").forEach(version -> stored.add(version.asText()));
    for (JsonNode version : spec.path("versions")) {
      String name = version.path("name").asText();
      // Of several storage versions, which are refused, only the first is stored.
      if (version.path("storage").asBoolean() && !stored.contains(name)) {
        status.withArray("storedVersions").add(name);
        break;
      }
    }
  }
}
