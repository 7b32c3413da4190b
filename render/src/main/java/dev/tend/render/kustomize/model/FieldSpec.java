package dev.tend.render.kustomize.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A field of some kinds.
 *
 * @param gvk the kinds that have it; empty parts match any
 * @param path names with slashes between them, {@code \/} for a slash in a name; lists on the way
 *     are gone through, and {@code []} behind a name says that it must be one
 * @param create whether to make what is missing
 */
public record FieldSpec(Gvk gvk, String path, boolean create) {
  private static final List<String> FIRST =
      List.of(
          "Namespace",
          "ResourceQuota",
          "StorageClass",
          "CustomResourceDefinition",
          "ServiceAccount",
          "PodSecurityPolicy",
          "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "ConfigMap",
          "Secret",
          "Endpoints",
          "Service",
          "LimitRange",
          "PriorityClass",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");
  private static final List<String> LAST =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

  /** The order in which kinds are looked at. */
  static final Comparator<Gvk> KIND_ORDER =
      Comparator.comparing((Gvk gvk) -> rank(gvk.kind()))
          .thenComparing(gvk -> gvk.group().isEmpty() ? "~G" : gvk.group())
          .thenComparing(gvk -> gvk.version().isEmpty() ? "~V" : gvk.version())
          .thenComparing(gvk -> gvk.kind().isEmpty() ? "~K" : gvk.kind());

  private static int rank(String kind) {
    int first = FIRST.indexOf(kind);
    return first >= 0 ? first - FIRST.size() : LAST.indexOf(kind) + 1;
  }

  /** The kinds that are printed before and after all others unless somebody says otherwise. */
  public static List<String> printedFirst() {
    return FIRST;
  }

  public static List<String> printedLast() {
    return LAST;
  }

  /** The names on the way to the field. */
  public List<String> names() {
    return split(path, '/');
  }

  /** Splits at a character unless a backslash stands before it; a leading one is ignored. */
  public static List<String> split(String path, char at) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int start = path.length() > 1 && path.charAt(0) == at ? 1 : 0;
    for (int i = start; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == at && !part.isEmpty() && part.charAt(part.length() - 1) == '\\') {
        part.setCharAt(part.length() - 1, at);
      } else if (c == at) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** All of both lists; what the second only repeats is left out. */
  public static List<FieldSpec> merged(List<FieldSpec> first, List<FieldSpec> second) {
    List<FieldSpec> all = new ArrayList<>(first);
    for (FieldSpec spec : second) {
      boolean known = false;
      for (FieldSpec other : all) {
        if (other.path.equals(spec.path) && other.gvk.isSelectedBy(spec.gvk)) {
          if (other.create != spec.create) {
            throw new BuildFailure(
                "The field specs of " + spec.path + " contradict each other about create",
                "One says create: true for " + spec.gvk + ", and the other does not");
          }
          known = true;
          break;
        }
      }
      if (!known) {
        all.add(spec);
      }
    }
    return all;
  }

  static List<FieldSpec> sorted(List<FieldSpec> specs) {
    return specs.stream().sorted(Comparator.comparing(FieldSpec::gvk, KIND_ORDER)).toList();
  }
}
