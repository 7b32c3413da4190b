package dev.tend.sandbox.selectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objects whose fields have, or don't have, certain values. */
public record FieldSelector(List<Term> terms) {
  /** Every object. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");

  /** The fields that each kind can be selected by, besides name and namespace. */
  private static final Map<GroupKind, Set<String>> BY_KIND =
      Map.of(
          new GroupKind("", "Pod"),
          Set.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "status.phase",
              "status.podIP",
              "status.podIPs",
              "status.nominatedNodeName"),
          new GroupKind("", "Event"),
          Set.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          new GroupKind("", "Node"),
          Set.of("spec.unschedulable"),
          new GroupKind("", "Namespace"),
          Set.of("status.phase"),
          new GroupKind("", "Secret"),
          Set.of("type"),
          new GroupKind("", "Service"),
          Set.of("spec.clusterIP", "spec.type"),
          new GroupKind("", "ReplicationController"),
          Set.of("status.replicas"),
          new GroupKind("apps", "ReplicaSet"),
          Set.of("status.replicas"),
          new GroupKind("batch", "Job"),
          Set.of("status.successful"),
          new GroupKind("certificates.k8s.io", "CertificateSigningRequest"),
          Set.of("spec.signerName"));

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /** One field and its value. */
  public record Term(String field, boolean equal, String value) {
    boolean matches(ObjectNode object) {
      return equal == value.equals(read(object, field));
    }
  }

  /**
   * As it stands in a query: {@code metadata.name=web,status.phase!=Running}.
   *
   * @param custom the selectable fields of a custom kind; empty for a built-in one
   */
  public static FieldSelector parse(String text, GroupKind kind, Optional<Set<String>> custom) {
    if (text.isBlank()) {
      return EVERYTHING;
    }
    List<Term> terms = new ArrayList<>();
    for (String part : split(text)) {
      Term term = term(part);
      if (!ALWAYS.contains(term.field())
          && !BY_KIND.getOrDefault(kind, Set.of()).contains(term.field())
          && !custom.map(fields -> fields.contains(term.field())).orElse(false)) {
        throw unsupported(term.field(), custom.isPresent() || BY_KIND.containsKey(kind));
      }
      terms.add(term);
    }
    return new FieldSelector(terms);
  }

  private static ApiFailure unsupported(String field, boolean othersAreSelectable) {
    return Failures.badRequest(
        othersAreSelectable
            ? "field label not supported: " + field
            : "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                .formatted(field));
  }

  public boolean matches(ObjectNode object) {
    return terms.stream().allMatch(term -> term.matches(object));
  }

  private static Term term(String part) {
    int at = part.indexOf('=');
    if (at < 0) {
      throw invalid(part);
    }
    boolean unequal = at > 0 && part.charAt(at - 1) == '!';
    int valueAt = !unequal && part.startsWith("==", at) ? at + 2 : at + 1;
    String given = part.substring(0, unequal ? at - 1 : at).strip();
    // Events are the same objects in their newer group, where some fields have other names.
    String field =
        given.startsWith("regarding.")
            ? given.replaceFirst("regarding", "involvedObject")
            : given.equals("reportingController") ? "reportingComponent" : given;
    return new Term(field, !unequal, unescaped(part.substring(valueAt)));
  }

  private static ApiFailure invalid(String part) {
    return Failures.badRequest(
        "invalid selector: '%s'; can't understand '%s'".formatted(part, part));
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
      } else if (c == ',') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    parts.removeIf(String::isBlank);
    return parts;
  }

  private static String unescaped(String value) {
    return value.replaceAll("\\\\([\\\\,=])", "$1");
  }

  private static String read(ObjectNode object, String field) {
    if (field.equals("status.successful")) {
      return Integer.toString(object.path("status").path("succeeded").asInt());
    }
    if (field.equals("source")) {
      return object.path("source").path("component").asText("");
    }
    JsonNode node = object;
    for (String step : field.split("\\.", -1)) {
      node = node.path(step);
    }
    boolean absent = node.isMissingNode() || node.isNull();
    if (absent && (field.equals("spec.unschedulable") || field.equals("spec.hostNetwork"))) {
      return "false";
    }
    return absent && field.equals("status.replicas") ? "0" : node.asText("");
  }
}
