package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;

/**
 * The API versions of servers behind this one: discovery names them, and whoever asks for them is
 * told that they aren't available.
 */
public final class AnnouncedApis {
  private static final String GROUP = "apiregistration.k8s.io";
  private static final String KIND = "APIService";

  /** The one whose server the sandbox stands in for. */
  private static final String METRICS = "metrics.k8s.io";

  private AnnouncedApis() {}

  /** Announces those that there are before it returns, and follows those that come. */
  public static ObjectApi.Subscription follow(ObjectApi api, ServedKinds kinds) {
    api.list(GROUP, KIND, "").forEach(one -> announce(one, kinds));
    return api.subscribe(
        GROUP,
        KIND,
        event -> {
          if (event.type() == ObjectEvent.Type.DELETED) {
            kinds.conceal(event.id().name());
          } else {
            announce(event.object(), kinds);
          }
        });
  }

  private static void announce(ObjectNode service, ServedKinds kinds) {
    JsonNode spec = service.path("spec");
    String group = spec.path("group").asText();
    if (spec.path("service").isObject() && !group.equals(METRICS)) {
      kinds.announce(Meta.name(service), group + "/" + spec.path("version").asText());
    } else {
      kinds.conceal(Meta.name(service));
    }
  }
}
