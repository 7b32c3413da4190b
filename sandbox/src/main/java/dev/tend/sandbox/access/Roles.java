package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is bound to which roles. */
final class Roles {
  static final String GROUP = "rbac.authorization.k8s.io";

  private static final GroupKind CLUSTER_BINDING = new GroupKind(GROUP, "ClusterRoleBinding");
  private static final GroupKind BINDING = new GroupKind(GROUP, "RoleBinding");

  private final Storage storage;

  Roles(Storage storage) {
    this.storage = storage;
  }

  /**
   * What one binding gives somebody.
   *
   * @param source says which one
   * @param missing says that its role isn't there; empty where it is
   */
  record Grant(List<Rule> rules, String source, String missing) {}

  /** Of the cluster, then (unless empty) of the namespace. */
  List<Grant> grants(User user, String namespace) {
    List<Grant> grants = new ArrayList<>();
    add(grants, user, CLUSTER_BINDING, "");
    if (!namespace.isEmpty()) {
      add(grants, user, BINDING, namespace);
    }
    return grants;
  }

  private void add(List<Grant> grants, User user, GroupKind kind, String namespace) {
    for (ObjectNode binding : storage.list(kind, namespace).objects()) {
      for (JsonNode subject : binding.path("subjects")) {
        if (isMeant(user, subject, namespace)) {
          grants.add(grant(binding, subject, namespace));
          break;
        }
      }
    }
  }

  private Grant grant(ObjectNode binding, JsonNode subject, String namespace) {
    JsonNode ref = binding.path("roleRef");
    String own = namespace.isEmpty() ? Meta.name(binding) : Meta.name(binding) + "/" + namespace;
    String source =
        "%s \"%s\" of %s \"%s\" to %s"
            .formatted(
                binding.path("kind").asText(),
                own,
                ref.path("kind").asText(),
                ref.path("name").asText(),
                described(subject, namespace));
    Optional<ObjectNode> role = role(ref, namespace);
    return new Grant(
        role.map(Rule::of).orElse(List.of()), source, role.isPresent() ? "" : missing(ref));
  }

  private static String described(JsonNode subject, String namespace) {
    String kind = subject.path("kind").asText();
    String name = subject.path("name").asText();
    return kind.equals("ServiceAccount")
        ? "ServiceAccount \"%s/%s\"".formatted(name, subject.path("namespace").asText(namespace))
        : "%s \"%s\"".formatted(kind, name);
  }

  Optional<ObjectNode> role(JsonNode ref, String namespace) {
    boolean ofCluster = ref.path("kind").asText().equals("ClusterRole");
    return storage.get(
        new ResourceId(
            GROUP,
            ref.path("kind").asText(),
            ofCluster ? "" : namespace,
            ref.path("name").asText()));
  }

  static String resource(JsonNode ref) {
    return ref.path("kind").asText().equals("ClusterRole") ? "clusterroles" : "roles";
  }

  private static String missing(JsonNode ref) {
    String kind = ref.path("kind").asText().equals("ClusterRole") ? "clusterrole" : "role";
    return "%s.%s \"%s\" not found".formatted(kind, GROUP, ref.path("name").asText());
  }

  private static boolean isMeant(User user, JsonNode subject, String namespace) {
    String name = subject.path("name").asText();
    return switch (subject.path("kind").asText()) {
      case "User" -> user.name().equals(name);
      case "Group" -> user.groups().contains(name);
      case "ServiceAccount" -> {
        String own = subject.path("namespace").asText(namespace);
        yield !own.isEmpty() && user.name().equals(User.account(own, name));
      }
      default -> false;
    };
  }
}
