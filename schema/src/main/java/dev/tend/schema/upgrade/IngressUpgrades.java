package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.upgrade.Upgrade.Refusal;

/** Ingresses of extensions/v1beta1 and networking.k8s.io/v1beta1 into networking.k8s.io/v1. */
final class IngressUpgrades {
  private IngressUpgrades() {}

  static final Upgrade INGRESS =
      (object, notes) -> {
        ObjectNode spec = Upgrade.at(object, "spec");
        if (spec.path("backend") instanceof ObjectNode backend) {
          backend(backend);
          Upgrade.rename(spec, "backend", "defaultBackend");
        }
        for (ObjectNode rule : Upgrade.items(spec.path("rules"))) {
          for (ObjectNode path : Upgrade.items(rule.path("http").path("paths"))) {
            backend(Upgrade.at(path, "backend"));
            if (!path.has("pathType")) {
              pathType(path);
            }
          }
        }
      };

  /** Next to the path, with the meaning that it had. */
  private static void pathType(ObjectNode path) {
    ObjectNode fields = path.objectNode();
    if (path.has("path")) {
      fields.set("path", path.get("path"));
      fields.put("pathType", "ImplementationSpecific");
      Upgrade.replace(path, "path", fields);
    } else {
      path.put("pathType", "ImplementationSpecific");
    }
  }

  private static void backend(ObjectNode backend) {
    if (!backend.has("serviceName")) {
      return;
    }
    JsonNode port = backend.path("servicePort");
    if (port.isMissingNode()) {
      throw new Refusal("a backend has no `servicePort`");
    }
    ObjectNode service = backend.objectNode();
    service.set("name", backend.get("serviceName"));
    boolean number = port.isIntegralNumber() || port.asText().matches("\\d{1,5}");
    if (number) {
      service.putObject("port").put("number", port.asInt());
    } else {
      service.putObject("port").put("name", port.asText());
    }
    ObjectNode fields = backend.objectNode();
    fields.set("service", service);
    Upgrade.replace(backend, "serviceName", fields);
    backend.remove("servicePort");
  }
}
