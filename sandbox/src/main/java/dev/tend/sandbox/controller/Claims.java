package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which objects a controlling object has: its own, and orphans that its selector matches. */
final class Claims {
  private Claims() {}

  /**
   * The owner's objects of a kind, after adopting orphans that match and releasing what no longer
   * does.
   */
  static List<ObjectNode> of(ObjectApi api, ObjectNode owner, String group, String kind) {
    JsonNode selector = selector(owner);
    boolean leaving = Meta.deleting(owner);
    Map<ResourceId, ObjectNode> claimed = new TreeMap<>();
    for (ObjectNode object : api.controlledBy(group, kind, Meta.uid(owner))) {
      if (leaving || Selector.matches(selector, object.path("metadata").path("labels"))) {
        claimed.put(Meta.id(object), object);
      } else {
        release(api, owner, object);
      }
    }
    if (!leaving) {
      for (ObjectNode object : Selected.by(api, group, kind, Meta.namespace(owner), selector)) {
        if (Meta.controller(object).isEmpty() && !Meta.deleting(object)) {
          claimed.put(Meta.id(object), adopt(api, owner, object));
        }
      }
    }
    return List.copyOf(claimed.values());
  }

  /** A ReplicationController's is a mere map of labels. */
  private static JsonNode selector(ObjectNode owner) {
    JsonNode selector = owner.path("spec").path("selector");
    return owner.path("kind").asText().equals("ReplicationController")
        ? JsonNodeFactory.instance.objectNode().set("matchLabels", selector)
        : selector;
  }

  private static ObjectNode adopt(ObjectApi api, ObjectNode owner, ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    JsonNode owners = copy.path("metadata").path("ownerReferences");
    ArrayNode extended = JsonNodeFactory.instance.arrayNode();
    for (JsonNode present : owners) {
      if (!present.path("uid").asText().equals(Meta.uid(owner))) {
        extended.add(present);
      }
    }
    extended.add(Meta.controllerReference(owner));
    copy.withObject("/metadata").set("ownerReferences", extended);
    return api.update(copy, World.MANAGER);
  }

  private static void release(ObjectApi api, ObjectNode owner, ObjectNode object) {
    try {
      api.update(withoutOwner(object, Meta.uid(owner)), World.MANAGER);
    } catch (ApiFailure gone) {
      if (gone.code() != 404) {
        throw gone;
      }
    }
  }

  /** A copy that this owner owns no more. */
  static ObjectNode withoutOwner(ObjectNode object, String ownerUid) {
    ObjectNode copy = object.deepCopy();
    ArrayNode left = JsonNodeFactory.instance.arrayNode();
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (!owner.path("uid").asText().equals(ownerUid)) {
        left.add(owner);
      }
    }
    ObjectNode metadata = copy.withObject("/metadata");
    if (left.isEmpty()) {
      metadata.remove("ownerReferences");
    } else {
      metadata.set("ownerReferences", left);
    }
    return copy;
  }

  /** Who may want to know of a change of this object: its controller, or who could adopt it. */
  static List<ResourceId> interested(
      ObjectApi api, ObjectNode object, String group, String ownerKind) {
    if (Meta.controller(object).isPresent()) {
      return Meta.controllerId(object, group, ownerKind).stream().toList();
    }
    List<ResourceId> interested = new ArrayList<>();
    JsonNode labels = object.path("metadata").path("labels");
    if (!labels.isEmpty()) {
      for (ObjectNode owner : api.list(group, ownerKind, Meta.namespace(object))) {
        if (Selector.matches(selector(owner), labels)) {
          interested.add(Meta.id(owner));
        }
      }
    }
    return interested;
  }
}
