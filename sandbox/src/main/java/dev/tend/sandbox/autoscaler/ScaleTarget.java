package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.selectors.LabelSelector;
import dev.tend.sandbox.store.ObjectApi;
import java.util.List;

/** An object whose replicas an autoscaler sets, and how it is read. */
record ScaleTarget(ObjectNode object, ScalePaths paths) {
  static GroupVersionKind type(JsonNode scaler) {
    JsonNode reference = scaler.at("/spec/scaleTargetRef");
    return GroupVersionKind.of(
        reference.path("apiVersion").asText(""), reference.path("kind").asText());
  }

  static ResourceId id(JsonNode scaler) {
    GroupVersionKind type = type(scaler);
    String name = scaler.at("/spec/scaleTargetRef/name").asText();
    return new ResourceId(type.group(), type.kind(), Meta.namespace(scaler), name);
  }

  int replicas() {
    return object.at(paths.replicas()).asInt(0);
  }

  /** As a query would write it; empty where the object tells none. */
  String selector() {
    return paths.selector(object);
  }

  List<ObjectNode> pods(ObjectApi api) {
    LabelSelector selector = LabelSelector.parse(selector());
    return api.list("", "Pod", Meta.namespace(object)).stream().filter(selector::matches).toList();
  }

  void scale(ObjectApi api, int replicas, String manager) {
    ObjectNode copy = object.deepCopy();
    String path = paths.replicas();
    int last = path.lastIndexOf('/');
    JsonNode holder = copy.at(path.substring(0, last));
    ((ObjectNode) holder).put(path.substring(last + 1), replicas);
    api.updateScale(copy, manager);
  }
}
