package dev.tend.schema.references;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Looks whether what objects of one set name is in the set. */
public final class References {
  private static final Set<String> NAMESPACES =
      Set.of("", "default", "kube-system", "kube-public", "kube-node-lease");
  private static final Set<String> CLUSTER_ROLES = Set.of("cluster-admin", "admin", "edit", "view");
  private static final Set<String> SCALABLE =
      Set.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController");

  private final Findings findings;
  private final SetIndex set;
  private final PodReferences pods;
  private final NetworkReferences networks;

  private References(SetIndex set, Externals externals) {
    this.set = set;
    this.findings = new Findings(set, externals);
    this.pods = new PodReferences(set, findings);
    this.networks = new NetworkReferences(set, findings);
  }

  /**
   * Warnings; none for a single object, which is no set.
   *
   * @param builtIn tells the kinds whose behaviour is known
   */
  public static List<Problem> check(
      List<Manifest> manifests, Predicate<GroupVersionKind> builtIn, Externals externals) {
    References references = new References(new SetIndex(manifests, builtIn), externals);
    if (manifests.size() > 1) {
      manifests.forEach(references::check);
      references.namespaces(manifests);
    }
    return List.copyOf(references.findings.all());
  }

  private void check(Manifest manifest) {
    set.podsOf(manifest).ifPresent(pods::check);
    JsonNode spec = manifest.content().path("spec");
    switch (manifest.id().kind()) {
      case "Service" -> {
        if (manifest.id().group().isEmpty()) {
          networks.service(manifest);
        }
      }
      case "Ingress" -> {
        if (manifest.id().group().equals("networking.k8s.io")) {
          networks.ingress(manifest);
        }
      }
      case "PodDisruptionBudget" -> networks.budget(manifest);
      case "HorizontalPodAutoscaler" -> {
        JsonNode target = spec.path("scaleTargetRef");
        String kind = target.path("kind").asText();
        if (SCALABLE.contains(kind)) {
          FieldPath path = FieldPath.of("spec", "scaleTargetRef", "name");
          findings.require(
              manifest, path, kind, manifest.id().namespace(), target.path("name").asText());
        }
      }
      case "StatefulSet" -> {
        if (!spec.path("serviceName").asText().isEmpty()) {
          findings.require(
              manifest,
              FieldPath.of("spec", "serviceName"),
              "Service",
              manifest.id().namespace(),
              spec.path("serviceName").asText());
        }
      }
      case "RoleBinding", "ClusterRoleBinding" -> binding(manifest);
      default -> {}
    }
  }

  private void binding(Manifest binding) {
    JsonNode role = binding.content().path("roleRef");
    String kind = role.path("kind").asText();
    String name = role.path("name").asText();
    boolean builtIn =
        kind.equals("ClusterRole") && (name.startsWith("system:") || CLUSTER_ROLES.contains(name))
            || kind.equals("Role") && name.equals("extension-apiserver-authentication-reader");
    if (!builtIn && (kind.equals("Role") || kind.equals("ClusterRole"))) {
      String namespace = kind.equals("Role") ? binding.id().namespace() : "";
      findings.require(binding, FieldPath.of("roleRef", "name"), kind, namespace, name);
    }
    JsonNode subjects = binding.content().path("subjects");
    for (int i = 0; i < subjects.size(); i++) {
      JsonNode subject = subjects.path(i);
      String account = subject.path("name").asText();
      if (subject.path("kind").asText().equals("ServiceAccount") && !account.equals("default")) {
        String namespace = subject.path("namespace").asText(binding.id().namespace());
        findings.require(
            binding,
            FieldPath.of("subjects").index(i).key("name"),
            "ServiceAccount",
            namespace,
            account);
      }
    }
  }

  /** Once for each that nobody makes, at the first object that is in it. */
  private void namespaces(List<Manifest> manifests) {
    Set<String> told = new TreeSet<>(NAMESPACES);
    for (Manifest manifest : manifests) {
      String namespace = manifest.id().namespace();
      if (told.add(namespace)
          && !set.has("Namespace", "", namespace)
          && !findings.isExternal(manifest, "Namespace", namespace)) {
        findings.warn(
            manifest,
            FieldPath.of("metadata", "namespace"),
            "reference/namespace",
            "Nothing in the set makes the namespace `" + namespace + "`",
            Findings.elsewhere("Namespace", namespace));
      }
    }
  }
}
