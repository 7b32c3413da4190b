package dev.tend.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.kinds.Conversion;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.schema.ResourceType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that policies and webhooks look at.
 *
 * @param operation {@code CREATE}, {@code UPDATE} or {@code DELETE}
 * @param live what stands, or null
 * @param object what shall stand, or null on a delete
 * @param subresource or empty
 */
record Review(
    ServedKind kind,
    String operation,
    @Nullable ObjectNode live,
    @Nullable ObjectNode object,
    String subresource,
    boolean dryRun,
    User user) {

  private static final Set<String> EXEMPT =
      Set.of(
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionPolicyBinding",
          "ValidatingWebhookConfiguration",
          "MutatingWebhookConfiguration");

  /**
   * A request of its operation.
   *
   * @param live null on a create
   * @param object null on a delete
   */
  static Review of(
      ServedKind kind,
      @Nullable ObjectNode live,
      @Nullable ObjectNode object,
      String subresource,
      boolean dryRun,
      User user) {
    String operation = live == null ? "CREATE" : (object == null ? "DELETE" : "UPDATE");
    return new Review(kind, operation, live, object, subresource, dryRun, user);
  }

  /** Nobody may be kept from mending what keeps everybody from everything. */
  static boolean isExempt(ServedKind kind) {
    return kind.kind().group().equals("admissionregistration.k8s.io")
        && EXEMPT.contains(kind.kind().kind());
  }

  /** The object that is there either way. */
  ObjectNode any() {
    ObjectNode found = object == null ? live : object;
    if (found == null) {
      throw new IllegalStateException("a request about nothing");
    }
    return found;
  }

  String name() {
    return Meta.name(any());
  }

  String namespace() {
    return Meta.namespace(any());
  }

  /** What expressions see of a tree at a version. */
  JsonNode at(@Nullable ObjectNode tree, ResourceType type) {
    if (tree == null) {
      return MissingNode.getInstance();
    }
    ObjectNode versioned = Conversion.to(tree, type.gvk().apiVersion(), kind);
    return subresource.equals("scale") ? scale(versioned) : versioned;
  }

  private static ObjectNode scale(ObjectNode object) {
    ObjectNode scale = JsonNodeFactory.instance.objectNode();
    scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field : new String[] {"name", "namespace", "uid", "resourceVersion"}) {
      if (object.path("metadata").has(field)) {
        metadata.set(field, object.path("metadata").path(field));
      }
    }
    scale.putObject("spec").put("replicas", object.path("spec").path("replicas").asInt());
    scale.putObject("status").put("replicas", object.path("status").path("replicas").asInt());
    return scale;
  }

  /** What expressions know as {@code request}. */
  ObjectNode request(ResourceType type) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    GroupVersionKind gvk = type.gvk();
    GroupVersionKind shown =
        subresource.equals("scale") ? new GroupVersionKind("autoscaling", "v1", "Scale") : gvk;
    for (String field : new String[] {"kind", "requestKind"}) {
      request
          .putObject(field)
          .put("group", shown.group())
          .put("version", shown.version())
          .put("kind", shown.kind());
    }
    for (String field : new String[] {"resource", "requestResource"}) {
      request
          .putObject(field)
          .put("group", gvk.group())
          .put("version", gvk.version())
          .put("resource", type.plural());
    }
    request.put("subResource", subresource).put("requestSubResource", subresource);
    request.put("name", name()).put("namespace", namespace());
    request.put("operation", operation).put("dryRun", dryRun);
    ObjectNode sender = request.putObject("userInfo");
    sender.put("username", user.name()).put("uid", user.uid());
    user.groups().forEach(sender.putArray("groups")::add);
    ObjectNode extra = sender.putObject("extra");
    user.extra().forEach((name, values) -> values.forEach(extra.withArray(name)::add));
    request.putObject("options");
    return request;
  }
}
