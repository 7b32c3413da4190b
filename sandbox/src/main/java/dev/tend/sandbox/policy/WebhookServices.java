package dev.tend.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.Storage;
import java.net.URI;
import java.util.Optional;

/** Says why a webhook wouldn't answer: what a server finds on its way to the webhook's pods. */
final class WebhookServices {
  private static final int STANDARD_PORT = 443;

  private final Storage storage;

  WebhookServices(Storage storage) {
    this.storage = storage;
  }

  /** Empty where somebody is there to answer; webhooks outside of the cluster are taken to be. */
  Optional<String> obstacle(JsonNode webhook) {
    JsonNode service = webhook.path("clientConfig").path("service");
    if (!service.isObject()) {
      return Optional.empty();
    }
    String name = service.path("name").asText();
    String namespace = service.path("namespace").asText();
    int port = service.path("port").asInt(STANDARD_PORT);
    String path = service.path("path").asText("");
    String url =
        "https://%s.%s.svc:%d%s?timeout=%ds"
            .formatted(
                name,
                namespace,
                port,
                path.startsWith("/") ? path : "/" + path,
                webhook.path("timeoutSeconds").asInt(10));
    return reason(namespace, name, port)
        .map(why -> "Post \"%s\": %s".formatted(URI.create(url), why));
  }

  private Optional<String> reason(String namespace, String name, int port) {
    Optional<ObjectNode> found = storage.get(new ResourceId("", "Service", namespace, name));
    if (found.isEmpty()) {
      return Optional.of("service \"%s\" not found".formatted(name));
    }
    JsonNode spec = found.get().path("spec");
    if (spec.path("type").asText().equals("ExternalName")) {
      return Optional.empty();
    }
    boolean listens = spec.path("ports").valueStream().anyMatch(one -> is(one, port));
    if (!listens) {
      return Optional.of("no service port %d found for service \"%s\"".formatted(port, name));
    }
    return isAnswered(namespace, name)
        ? Optional.empty()
        : Optional.of(
            "dial tcp %s:%d: connect: connection refused"
                .formatted(spec.path("clusterIP").asText(), port));
  }

  private static boolean is(JsonNode port, int wanted) {
    return port.path("port").asInt() == wanted;
  }

  private boolean isAnswered(String namespace, String name) {
    return storage
        .get(new ResourceId("", "Endpoints", namespace, name))
        .map(
            endpoints ->
                endpoints.path("subsets").valueStream().anyMatch(one -> one.has("addresses")))
        .orElse(false);
  }
}
