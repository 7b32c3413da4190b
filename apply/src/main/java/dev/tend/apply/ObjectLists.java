package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists objects page by page. */
final class ObjectLists {
  private static final int PAGE = 500;

  private final ObjectRequests requests;

  ObjectLists(ObjectRequests requests) {
    this.requests = requests;
  }

  /**
   * Objects, and the version of the collection that they were read at.
   *
   * @param objects each with its kind and apiVersion, which the items of lists lack
   */
  record Listing(List<ObjectNode> objects, String resourceVersion) {
    Listing {
      objects = List.copyOf(objects);
    }
  }

  Listing list(ResourceType type, Selection selection) {
    List<ObjectNode> objects = new ArrayList<>();
    String more = "";
    boolean paged = true;
    while (true) {
      ApiRequest request =
          ApiRequest.get(ResourcePath.collection(type, selection.namespace()))
              .withAll(
                  Map.of(
                      "labelSelector",
                      selection.labels(),
                      "fieldSelector",
                      selection.fields(),
                      "limit",
                      paged ? String.valueOf(PAGE) : "",
                      "continue",
                      more));
      ApiResponse response = requests.send(request);
      if (response.code() == 410 && !more.isEmpty()) {
        // The pages to come were compacted away: take everything at once instead.
        objects.clear();
        more = "";
        paged = false;
        continue;
      }
      ObjectNode page = requests.successOf(response, "list " + selection).object();
      for (JsonNode item : page.path("items")) {
        if (item instanceof ObjectNode object) {
          objects.add(typed(object, type));
        }
      }
      more = page.path("metadata").path("continue").asText("");
      if (more.isEmpty()) {
        return new Listing(objects, page.path("metadata").path("resourceVersion").asText(""));
      }
    }
  }

  private static ObjectNode typed(ObjectNode item, ResourceType type) {
    if (item.has("kind")) {
      return item;
    }
    ObjectNode typed = item.objectNode();
    typed.put("apiVersion", type.gvk().apiVersion()).put("kind", type.gvk().kind());
    typed.setAll(item);
    return typed;
  }
}
