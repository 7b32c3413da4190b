package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.Wire;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Asks a server which types it serves: two requests, or one for each group version. */
final class Discovery {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
          + "application/json";

  private final Wire wire;

  Discovery(Wire wire) {
    this.wire = wire;
  }

  ServedTypes discover() throws InterruptedException {
    List<ResourceType> entries = new ArrayList<>();
    List<String> unavailable = new ArrayList<>();
    for (String root : List.of("/api", "/apis")) {
      ObjectNode answer = read(root, AGGREGATED);
      switch (answer.path("kind").asText()) {
        case "APIGroupDiscoveryList" ->
            DiscoveryFormat.aggregated(answer, entries::add, unavailable::add);
        case "APIVersions" -> {
          for (JsonNode version : answer.path("versions")) {
            discoverVersion("", version.asText(), "/api/", entries, unavailable);
          }
        }
        default -> discoverGroups(answer, entries, unavailable);
      }
    }
    return new ServedTypes(entries, unavailable);
  }

  private void discoverGroups(
      ObjectNode groups, List<ResourceType> entries, List<String> unavailable)
      throws InterruptedException {
    for (JsonNode group : groups.path("groups")) {
      String name = group.path("name").asText();
      List<String> versions = new ArrayList<>();
      versions.add(group.path("preferredVersion").path("version").asText());
      for (JsonNode version : group.path("versions")) {
        if (!versions.contains(version.path("version").asText())) {
          versions.add(version.path("version").asText());
        }
      }
      for (String version : versions) {
        discoverVersion(name, version, "/apis/" + name + "/", entries, unavailable);
      }
    }
  }

  private void discoverVersion(
      String group,
      String version,
      String prefix,
      List<ResourceType> entries,
      List<String> unavailable)
      throws InterruptedException {
    ApiResponse response = wire.send(ApiRequest.get(prefix + version));
    if (response.isSuccess()) {
      DiscoveryFormat.resources(group, version, response.object(), entries::add);
    } else {
      // One broken aggregated API must not hide all others.
      unavailable.add(group.isEmpty() ? version : group + "/" + version);
    }
  }

  private ObjectNode read(String path, String accept) throws InterruptedException {
    ApiResponse response = wire.send(ApiRequest.get(path).accepting(accept));
    if (!response.isSuccess()) {
      throw Refused.of(response, "ask which types the server has (" + path + ")", wire.endpoint());
    }
    return response.object();
  }
}
