package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.selectors.FieldSelector;
import dev.tend.sandbox.selectors.LabelSelector;
import dev.tend.sandbox.store.Meta;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which objects of a collection a request is about. */
record Selection(String namespace, String name, LabelSelector labels, FieldSelector fields) {
  static Selection of(Request request, Target target) {
    Optional<Set<String>> selectable = target.kind().crd().map(Selection::selectableFields);
    return new Selection(
        target.namespace(),
        target.name(),
        LabelSelector.parse(request.param("labelSelector")),
        FieldSelector.parse(request.param("fieldSelector"), target.type().gvk(), selectable));
  }

  private static Set<String> selectableFields(ObjectNode definition) {
    Set<String> selectable = new TreeSet<>();
    for (var version : definition.path("spec").path("versions")) {
      for (var field : version.path("selectableFields")) {
        selectable.add(field.path("jsonPath").asText().replaceFirst("^\\.", ""));
      }
    }
    return selectable;
  }

  boolean isEverything() {
    return name.isEmpty() && labels.requirements().isEmpty() && fields.terms().isEmpty();
  }

  boolean matches(ObjectNode object) {
    return (namespace.isEmpty() || namespace.equals(Meta.namespace(object)))
        && (name.isEmpty() || name.equals(Meta.name(object)))
        && labels.matches(object)
        && fields.matches(object);
  }
}
