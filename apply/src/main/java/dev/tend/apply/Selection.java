package dev.tend.apply;

import dev.tend.manifest.GroupVersionKind;

/**
 * Which objects to list or to watch.
 *
 * @param namespace empty for all
 * @param labels a label selector as kubectl takes it; empty for all
 * @param fields a field selector such as {@code metadata.name=web}; empty for all
 */
public record Selection(GroupVersionKind gvk, String namespace, String labels, String fields) {
  public static Selection of(GroupVersionKind gvk, String namespace) {
    return new Selection(gvk, namespace, "", "");
  }

  public Selection labelled(String selector) {
    return new Selection(gvk, namespace, selector, fields);
  }

  public Selection where(String selector) {
    return new Selection(gvk, namespace, labels, selector);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(gvk.kind()).append(" objects");
    if (!namespace.isEmpty()) {
      text.append(" in namespace ").append(namespace);
    }
    if (!labels.isEmpty()) {
      text.append(" labelled ").append(labels);
    }
    if (!fields.isEmpty()) {
      text.append(" with ").append(fields);
    }
    return text.toString();
  }
}
