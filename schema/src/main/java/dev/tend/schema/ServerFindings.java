package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.schema.rules.KindRules;
import dev.tend.schema.structural.FieldFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a server refuses of built-in kinds beyond their schema, found where it was written. */
final class ServerFindings {
  /** Where servers find fault with the label that holds the name of a namespace. */
  private static final List<Object> LABELS = List.of("metadata", "labels");

  /** How far below the holder of a selector the labels of its template are. */
  private static final int LABELS_DEPTH = 3;

  private ServerFindings() {}

  /** Versions whose objects have the fields of the version that is stored. */
  private static final Set<String> LIKE_STORED =
      Set.of(
          "autoscaling/v2beta2",
          "batch/v1beta1",
          "node.k8s.io/v1beta1",
          "policy/v1beta1",
          "rbac.authorization.k8s.io/v1beta1",
          "scheduling.k8s.io/v1beta1",
          "storage.k8s.io/v1beta1");

  /** Whether the rules of this kind are known. */
  static boolean knows(ResourceType type) {
    GroupVersionKind gvk = type.gvk();
    return KindRules.of(gvk.group(), gvk.kind()).isPresent()
        && (gvk.version().equals(StoredForm.version(gvk.group()))
            || LIKE_STORED.contains(gvk.apiVersion()));
  }

  /**
   * Adds what a server would refuse, but for what is said of the same field already. Of kinds whose
   * rules are known these decide what must be there: schemas call fields required that servers take
   * without.
   */
  static void addTo(
      List<Problem> problems,
      Manifest manifest,
      ResourceType type,
      Set<List<Object>> places,
      KubernetesVersion version) {
    if (!knows(type)) {
      return;
    }
    List<Problem> servers = of(manifest, type, places, version);
    Set<FieldPath> refused = new HashSet<>();
    servers.forEach(problem -> refused.add(problem.path()));
    problems.removeIf(
        problem ->
            problem.rule().equals(SchemaFindings.REQUIRED)
                    && refused.stream().noneMatch(path -> path.startsWith(problem.path()))
                || problem.rule().equals(SchemaFindings.DUPLICATE)
                    && refused.stream().anyMatch(path -> path.startsWith(problem.path())));
    Set<FieldPath> told = new HashSet<>();
    problems.stream().filter(Problem::isError).forEach(problem -> told.add(problem.path()));
    Set<FieldPath> missing = new HashSet<>();
    problems.stream()
        .filter(problem -> problem.rule().equals(SchemaFindings.REQUIRED))
        .forEach(problem -> missing.add(problem.path()));
    for (Problem problem : servers) {
      FieldPath path = problem.path();
      boolean below = missing.stream().anyMatch(path::startsWith);
      if (!told.contains(path) && !below && !followsSelector(problem, told, refused)) {
        problems.add(problem);
      }
    }
  }

  /** Adds what a server would refuse of the metadata of a custom resource. */
  static void addMetadata(
      List<Problem> problems,
      Manifest manifest,
      ResourceType type,
      Set<List<Object>> places,
      KubernetesVersion version) {
    ObjectNode object = manifest.content().objectNode();
    JsonNode written = manifest.content().path("metadata");
    object.set("metadata", Absent.dropFrom(written, type.schema().member("metadata")).deepCopy());
    ObjectNode metadata = object.withObject("/metadata");
    if (metadata.path("name").asText().isEmpty() && metadata.has("generateName")) {
      metadata.put("name", "x");
    }
    Set<FieldPath> told = new HashSet<>();
    problems.stream().filter(Problem::isError).forEach(problem -> told.add(problem.path()));
    findings(KindRules.ofMetadata(), object, manifest, type, places, version).stream()
        .filter(problem -> !told.contains(problem.path()))
        .forEach(problems::add);
  }

  /** Labels that a selector doesn't match, where the selector itself is wrong. */
  private static boolean followsSelector(
      Problem problem, Set<FieldPath> told, Set<FieldPath> refused) {
    List<FieldPath.Element> elements = problem.path().elements();
    if (!problem.rule().equals("server/selector") || elements.size() < LABELS_DEPTH) {
      return false;
    }
    FieldPath selector =
        new FieldPath(elements.subList(0, elements.size() - LABELS_DEPTH)).key("selector");
    return Stream.concat(told.stream(), refused.stream())
        .anyMatch(other -> other.startsWith(selector));
  }

  /**
   * @param type of the version that is stored, whose fields the manifest has
   * @param explained places that findings name already: what follows from those isn't repeated
   */
  private static List<Problem> of(
      Manifest manifest,
      ResourceType type,
      Collection<List<Object>> explained,
      KubernetesVersion version) {
    return KindRules.of(type.gvk().group(), type.gvk().kind())
        .filter(rules -> knows(type))
        .map(rules -> findings(rules, manifest, type, explained, version))
        .orElse(List.of());
  }

  private static List<Problem> findings(
      KindRules rules,
      Manifest manifest,
      ResourceType type,
      Collection<List<Object>> explained,
      KubernetesVersion version) {
    return findings(
        rules,
        StoredForm.of(manifest.content(), type, explained),
        manifest,
        type,
        explained,
        version);
  }

  private static List<Problem> findings(
      KindRules rules,
      ObjectNode stored,
      Manifest manifest,
      ResourceType type,
      Collection<List<Object>> explained,
      KubernetesVersion version) {
    ObjectView view = new ObjectView(manifest.content(), type.schema());
    List<Problem> problems = new ArrayList<>();
    Set<List<Object>> told = new HashSet<>();
    for (FieldFault fault : rules.create(stored)) {
      ServerWording words = ServerWording.of(fault, manifest, stored);
      List<Object> steps = words.steps();
      boolean added = steps.equals(LABELS) && fault.kind() == FieldFault.Kind.INVALID;
      if (!added
          && !follows(steps, explained)
          && !isNewer(fault, view, version)
          && RuleVersions.hold(type.gvk(), fault, at(stored, steps).asText(), version)
          && told.add(steps)) {
        problems.add(
            Problem.error(
                "server/" + words.rule(),
                manifest.origin().locate(ObjectView.exact(written(manifest.content(), steps))),
                view.readable(steps),
                words.message(),
                words.hint()));
      }
    }
    return problems;
  }

  /** A value that versions know which are newer than the rules. */
  private static boolean isNewer(FieldFault fault, ObjectView view, KubernetesVersion version) {
    List<Object> steps = fault.place().steps();
    if (fault.kind() != FieldFault.Kind.NOT_SUPPORTED
        || steps.isEmpty()
        || !(view.schemaAt(steps.subList(0, steps.size() - 1)) instanceof StructView struct)) {
      return false;
    }
    JsonNode value = at(view.content(), steps);
    History.Span span =
        History.known()
            .values(struct.definition(), String.valueOf(steps.getLast()))
            .get(value.asText());
    return span != null && span.holds(version);
  }

  private static JsonNode at(JsonNode root, List<Object> steps) {
    JsonNode node = root;
    for (Object step : steps) {
      node = step instanceof Integer index ? node.path(index) : node.path((String) step);
    }
    return node;
  }

  /** The place itself where somebody wrote it, or what would hold it. */
  static List<Object> written(JsonNode content, List<Object> steps) {
    JsonNode node = content;
    int there = 0;
    for (Object step : steps) {
      node = step instanceof Integer index ? node.path(index) : node.path((String) step);
      if (node.isMissingNode()) {
        break;
      }
      there++;
    }
    return steps.subList(0, there);
  }

  /** Whether a finding above, at or below the place may be the reason of what is said of it. */
  private static boolean follows(List<Object> steps, Collection<List<Object>> explained) {
    for (List<Object> other : explained) {
      int shared = Math.min(steps.size(), other.size());
      if (shared > 1 && steps.subList(0, shared).equals(other.subList(0, shared))) {
        return true;
      }
    }
    return false;
  }
}
