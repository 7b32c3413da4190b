package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.Wire;
import dev.tend.diff.LiveState.DryRun;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.util.Map;
import java.util.Optional;

/** Reads and writes single objects. */
final class ObjectRequests {
  static final String FIELD_MANAGER = "tend";

  /** How deletion treats dependents. */
  enum Propagation {
    FOREGROUND("Foreground"),
    BACKGROUND("Background"),
    ORPHAN("Orphan");

    private final String wireName;

    Propagation(String wireName) {
      this.wireName = wireName;
    }
  }

  private final Wire wire;
  private final String manager;

  ObjectRequests(Wire wire, String manager) {
    this.wire = wire;
    this.manager = manager;
  }

  Optional<ObjectNode> get(ResourceType type, ResourceId id) {
    ApiResponse response =
        send(ApiRequest.get(ResourcePath.object(type, id.namespace(), id.name())));
    if (response.code() == 404) {
      return Optional.empty();
    }
    return Optional.of(successOf(response, "read " + id).object());
  }

  /** Server-side apply; an object that has a generateName instead of a name is created. */
  DryRun apply(ResourceType type, Manifest manifest, boolean force, boolean dryRun) {
    ResourceId id = manifest.id();
    ApiRequest request =
        id.name().isEmpty()
            ? ApiRequest.post(ResourcePath.collection(type, id.namespace()), manifest.content())
            : ApiRequest.patch(
                    ResourcePath.object(type, id.namespace(), id.name()),
                    ApiRequest.APPLY_PATCH,
                    manifest.content())
                .with("force", String.valueOf(force));
    request = request.with("fieldManager", manager).with("fieldValidation", "Strict");
    ApiResponse response = send(dryRun ? request.with("dryRun", "All") : request);
    return ApplyAnswers.read(response, "apply " + id, wire.endpoint());
  }

  ObjectNode create(ResourceType type, ObjectNode object, ResourceId id) {
    ApiRequest request =
        ApiRequest.post(ResourcePath.collection(type, id.namespace()), object)
            .with("fieldManager", manager);
    return successOf(send(request), "create " + id).object();
  }

  /** Replaces; fails with a conflict where the object's resourceVersion is no longer the newest. */
  ObjectNode replace(ResourceType type, ObjectNode object, ResourceId id) {
    ApiRequest request =
        ApiRequest.put(ResourcePath.object(type, id.namespace(), id.name()), object)
            .with("fieldManager", manager);
    return successOf(send(request), "update " + id).object();
  }

  /**
   * @param contentType {@link ApiRequest#MERGE_PATCH} or {@link ApiRequest#JSON_PATCH}
   * @param subresource empty for the object itself
   */
  ObjectNode patch(
      ResourceType type, ResourceId id, String subresource, String contentType, JsonNode patch) {
    String path = ResourcePath.object(type, id.namespace(), id.name());
    ApiRequest request =
        ApiRequest.patch(
                subresource.isEmpty() ? path : path + "/" + subresource, contentType, patch)
            .with("fieldManager", manager);
    return successOf(send(request), "patch " + id).object();
  }

  /**
   * Asks for deletion; whether the object is gone then depends on its finalizers.
   *
   * @param uid of the very object that is meant; empty for whichever has the name
   * @return false where there was no such object
   */
  boolean delete(ResourceType type, ResourceId id, String uid, Propagation propagation) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("propagationPolicy", propagation.wireName);
    if (!uid.isEmpty()) {
      options.putObject("preconditions").put("uid", uid);
    }
    ApiResponse response =
        send(ApiRequest.delete(ResourcePath.object(type, id.namespace(), id.name()), options));
    // 409: another object of that name stands there now, so the one that was meant is gone.
    if (response.code() == 404 || (response.code() == 409 && !uid.isEmpty())) {
      return false;
    }
    successOf(response, "delete " + id);
    return true;
  }

  /** A text that isn't an object, such as a log. */
  String text(String path, Map<String, String> parameters, String doing) {
    ApiRequest request = ApiRequest.get(path).withAll(parameters).accepting("*/*");
    return successOf(send(request), doing).text();
  }

  ApiResponse successOf(ApiResponse response, String doing) {
    if (!response.isSuccess()) {
      throw Refused.of(response, doing, wire.endpoint());
    }
    return response;
  }

  ApiResponse send(ApiRequest request) {
    try {
      return wire.send(request);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }
}
