package dev.tend.schema;

import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Set;

/**
 * A kind that an API server serves, at one version.
 *
 * @param plural the name in URLs, {@code deployments}
 * @param singular {@code deployment}
 * @param shortNames {@code deploy}; may be empty
 * @param categories {@code all}; may be empty
 * @param subresources of {@code status}, {@code scale} and others
 * @param verbs in the order of discovery
 * @param schema the structure of the whole object
 */
public record ResourceType(
    GroupVersionKind gvk,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories,
    boolean namespaced,
    Set<String> subresources,
    List<String> verbs,
    FieldSchema schema) {

  public ResourceType {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    subresources = Set.copyOf(subresources);
    verbs = List.copyOf(verbs);
  }

  public boolean has(String subresource) {
    return subresources.contains(subresource);
  }

  /** {@code deployments.apps}, or {@code services} in the core group. */
  public String resource() {
    return gvk.group().isEmpty() ? plural : plural + "." + gvk.group();
  }
}
