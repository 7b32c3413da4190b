package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * A part of a listing.
   *
   * @param more asks for the next part; empty where there is none
   * @param remaining how many objects come after this part, where the server tells; else 0
   */
  record Page(List<ObjectNode> objects, String more, long remaining, String resourceVersion) {
    Page {
      objects = List.copyOf(objects);
    }
  }

  Listing list(ResourceType type, Selection selection) {
    List<ObjectNode> objects = new ArrayList<>();
    String more = "";
    int limit = PAGE;
    while (true) {
      Optional<Page> page = page(type, selection, limit, more);
      if (page.isEmpty()) {
        // The pages to come were compacted away: take everything at once instead.
        objects.clear();
        more = "";
        limit = 0;
        continue;
      }
      objects.addAll(page.get().objects());
      more = page.get().more();
      if (more.isEmpty()) {
        return new Listing(objects, page.get().resourceVersion());
      }
    }
  }

  /** The page that {@code more} stands for; empty where the server no longer has it. */
  Optional<Page> page(ResourceType type, Selection selection, String more) {
    return page(type, selection, PAGE, more);
  }

  private Optional<Page> page(ResourceType type, Selection selection, int limit, String more) {
    ApiRequest request =
        ApiRequest.get(ResourcePath.collection(type, selection.namespace()))
            .withAll(
                Map.of(
                    "labelSelector",
                    selection.labels(),
                    "fieldSelector",
                    selection.fields(),
                    "limit",
                    limit == 0 ? "" : String.valueOf(limit),
                    "continue",
                    more));
    ApiResponse response = requests.send(request);
    if (response.code() == 410 && !more.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode page = requests.successOf(response, "list " + selection).object();
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode item : page.path("items")) {
      if (item instanceof ObjectNode object) {
        objects.add(typed(object, type));
      }
    }
    JsonNode metadata = page.path("metadata");
    return Optional.of(
        new Page(
            objects,
            metadata.path("continue").asText(""),
            metadata.path("remainingItemCount").asLong(0),
            metadata.path("resourceVersion").asText("")));
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
