package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.structure.Pruning;

/** Turns objects from one version of their kind into another. */
public final class Conversion {
  private Conversion() {}

  /** To the version at which the kind is stored; the object itself where it is at that already. */
  public static ObjectNode toStored(ObjectNode object, ServedKind kind) {
    return to(object, kind.storedApiVersion(), kind);
  }

  /** To a version of the kind; the object itself where it is at that already. */
  public static ObjectNode to(ObjectNode object, String apiVersion, ServedKind kind) {
    String from = object.path("apiVersion").asText();
    if (from.equals(apiVersion)) {
      return object;
    }
    if (kind.isCustom()) {
      ObjectNode copy = object.deepCopy();
      // A version has no more than its schema says, whichever way an object comes.
      kind.at(from).ifPresent(type -> Pruning.custom(copy, type.schema()));
      kind.at(apiVersion).ifPresent(type -> Pruning.custom(copy, type.schema()));
      return copy.put("apiVersion", apiVersion);
    }
    return switch (from + " to " + apiVersion) {
      case "autoscaling/v1 to autoscaling/v2" -> AutoscalerConversion.toV2(object);
      case "autoscaling/v2 to autoscaling/v1" -> AutoscalerConversion.toV1(object);
      case "autoscaling/v2beta1 to autoscaling/v2" -> FlatMetrics.nested(object, apiVersion);
      case "autoscaling/v2 to autoscaling/v2beta1" -> FlatMetrics.flat(object, apiVersion);
      case "v1 to events.k8s.io/v1", "v1 to events.k8s.io/v1beta1" ->
          EventConversion.toEvents(object, apiVersion);
      case "events.k8s.io/v1 to v1", "events.k8s.io/v1beta1 to v1" ->
          EventConversion.toCore(object);
      case "discovery.k8s.io/v1 to discovery.k8s.io/v1beta1" ->
          SliceConversion.toBeta(object, apiVersion);
      case "discovery.k8s.io/v1beta1 to discovery.k8s.io/v1" ->
          SliceConversion.fromBeta(object, apiVersion);
      default ->
          kind.kind().kind().equals("PriorityLevelConfiguration")
              ? Concurrency.named(object, apiVersion)
              : relabelled(object, apiVersion);
    };
  }

  /** The fields of all versions are the same: a copy that shares them. */
  static ObjectNode relabelled(ObjectNode object, String apiVersion) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    return copy.put("apiVersion", apiVersion);
  }
}
