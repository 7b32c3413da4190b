package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Claims of devices. */
final class DeviceDefaults {
  private DeviceDefaults() {}

  static void claim(ObjectNode claim) {
    devices(claim.path("spec").path("devices"));
  }

  static void template(ObjectNode template) {
    devices(template.path("spec").path("spec").path("devices"));
  }

  private static void devices(JsonNode devices) {
    for (ObjectNode request : items(devices, "requests")) {
      if (request.get("exactly") instanceof ObjectNode exactly) {
        amount(exactly);
      }
      items(request, "firstAvailable").forEach(DeviceDefaults::amount);
    }
  }

  private static void amount(ObjectNode request) {
    put(request, "allocationMode", "ExactCount");
    if (request.path("allocationMode").asText().equals("ExactCount")
        && request.path("count").asLong() == 0) {
      request.put("count", 1);
    }
    items(request, "tolerations").forEach(one -> put(one, "operator", "Equal"));
  }
}
