package dev.tend.schema.references;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.schema.references.SetIndex.Pods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Services and what they lead to; Ingresses, budgets and others that lead to Services or pods. */
record NetworkReferences(SetIndex set, Findings findings) {

  void service(Manifest service) {
    JsonNode spec = service.content().path("spec");
    JsonNode selector = spec.path("selector");
    String name = service.id().name();
    String namespace = service.id().namespace();
    if (spec.path("type").asText().equals("ExternalName")) {
      return;
    }
    if (selector.isEmpty()) {
      if (!selector.isArray()
          && !hasEndpoints(name, namespace)
          && !findings.isExternal(service, "EndpointSlice", name)) {
        findings.warn(
            service,
            selector.isMissingNode() ? FieldPath.of("spec") : FieldPath.of("spec", "selector"),
            "service/no-selector",
            "Service `"
                + name
                + "` has no selector: nothing is behind it unless somebody makes its EndpointSlices",
            "Write the labels of its pods under `selector`, or say that its endpoints are made elsewhere: `--external EndpointSlice/"
                + name
                + "`");
      }
      return;
    }
    List<Pods> selected = set.selected(namespace, selector);
    if (selected.isEmpty()) {
      if (set.hasPods(namespace)
          && !set.mayHaveOtherPods(namespace)
          && !findings.isExternal(service, "Pod", name)) {
        selectsNothing(service, FieldPath.of("spec", "selector"), selector);
      }
      return;
    }
    for (int i = 0; i < spec.path("ports").size(); i++) {
      JsonNode target = spec.path("ports").path(i).path("targetPort");
      if (target.isTextual() && !target.asText().matches("\\d+")) {
        targetPort(service, FieldPath.of("spec", "ports").index(i), target.asText(), selected);
      }
    }
  }

  private boolean hasEndpoints(String name, String namespace) {
    return set.has("Endpoints", namespace, name)
        || set.names("EndpointSlice").stream().anyMatch(slice -> slice.startsWith(name));
  }

  private void selectsNothing(Manifest from, FieldPath path, JsonNode selector) {
    String near = "";
    long best = 0;
    List<Pods> similar = selector.isEmpty() ? List.of() : set.pods(from.id().namespace(), selector);
    for (Pods made : similar) {
      long same =
          selector.properties().stream()
              .filter(label -> made.labels().path(label.getKey()).equals(label.getValue()))
              .count();
      if (same > best) {
        best = same;
        near =
            made.owner().id().kind()
                + " `"
                + made.owner().id().name()
                + "` has some of these labels";
      }
    }
    findings.warn(
        from,
        path,
        "reference/selector",
        from.id().kind() + " `" + from.id().name() + "` selects no pod of the set",
        near.isEmpty()
            ? "Write labels that pods have, or say that they are elsewhere: `--external Pod/"
                + from.id().name()
                + "`"
            : near);
  }

  private void targetPort(Manifest service, FieldPath port, String name, List<Pods> selected) {
    TreeSet<String> known = new TreeSet<>();
    for (Pods pods : selected) {
      for (String list : List.of("containers", "initContainers")) {
        for (JsonNode container : pods.spec().path(list)) {
          container.path("ports").forEach(one -> known.add(one.path("name").asText("")));
        }
      }
    }
    known.remove("");
    if (!known.contains(name)) {
      findings.warn(
          service,
          port.key("targetPort"),
          "reference/port",
          "No container behind Service `%s` has a port named `%s`"
              .formatted(service.id().name(), name),
          known.isEmpty()
              ? "Name the container's port, or write its number"
              : NearMiss.of(name, known)
                  .map(near -> "Did you mean `" + near + "`?")
                  .orElse("They have " + String.join(", ", known)));
    }
  }

  void budget(Manifest budget) {
    JsonNode selector = budget.content().path("spec").path("selector");
    String namespace = budget.id().namespace();
    JsonNode labels = selector.path("matchLabels");
    if (!selector.isEmpty()
        && set.hasPods(namespace)
        && !set.mayHaveOtherPods(namespace)
        && set.selected(namespace, labels).stream()
            .noneMatch(made -> Selection.by(selector, made.labels()))
        && !findings.isExternal(budget, "Pod", budget.id().name())) {
      selectsNothing(budget, FieldPath.of("spec", "selector"), labels);
    }
  }

  void ingress(Manifest ingress) {
    JsonNode spec = ingress.content().path("spec");
    backend(ingress, spec.path("defaultBackend"), FieldPath.of("spec", "defaultBackend"));
    for (int i = 0; i < spec.path("rules").size(); i++) {
      JsonNode paths = spec.path("rules").path(i).path("http").path("paths");
      for (int j = 0; j < paths.size(); j++) {
        backend(
            ingress,
            paths.path(j).path("backend"),
            FieldPath.of("spec", "rules")
                .index(i)
                .key("http")
                .key("paths")
                .index(j)
                .key("backend"));
      }
    }
  }

  private void backend(Manifest ingress, JsonNode backend, FieldPath path) {
    JsonNode service = backend.path("service");
    String name = service.path("name").asText();
    if (name.isEmpty() || service.path("port").path("name").asText().equals("use-annotation")) {
      return;
    }
    FieldPath at = path.key("service");
    String namespace = ingress.id().namespace();
    findings.require(ingress, at.key("name"), "Service", namespace, name);
    Optional<Manifest> found = set.find("Service", namespace, name);
    if (found.isPresent() && !findings.isExternal(ingress, "Service", name)) {
      port(ingress, service.path("port"), at.key("port"), found.get());
    }
  }

  private void port(Manifest ingress, JsonNode port, FieldPath path, Manifest service) {
    List<String> names = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (JsonNode one : service.content().path("spec").path("ports")) {
      names.add(one.path("name").asText(""));
      numbers.add(one.path("port").asText());
    }
    boolean byName = port.has("name");
    String wanted = byName ? port.path("name").asText() : port.path("number").asText();
    if (wanted.isEmpty() || numbers.isEmpty() || (byName ? names : numbers).contains(wanted)) {
      return;
    }
    List<String> known = (byName ? names : numbers).stream().filter(n -> !n.isEmpty()).toList();
    findings.warn(
        ingress,
        path.key(byName ? "name" : "number"),
        "reference/port",
        "Service `%s` has no port %s".formatted(service.id().name(), wanted),
        known.isEmpty()
            ? "It has the numbers " + String.join(", ", numbers)
            : "It has " + String.join(", ", known));
  }
}
