package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
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
  /** How far below the holder of a selector the labels of its template are. */
  private static final int LABELS_DEPTH = 3;

  private ServerFindings() {}

  /** Whether the rules of this kind are known. */
  static boolean knows(ResourceType type) {
    return KindRules.of(type.gvk().group(), type.gvk().kind()).isPresent()
        && !type.gvk().apiVersion().equals("autoscaling/v1");
  }

  /**
   * Adds what a server would refuse, but for what is said of the same field already. Of kinds whose
   * rules are known these decide what must be there: schemas call fields required that servers take
   * without.
   */
  static void addTo(
      List<Problem> problems, Manifest manifest, ResourceType type, Set<List<Object>> places) {
    if (!knows(type)) {
      return;
    }
    List<Problem> servers = of(manifest, type, places);
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
      Manifest manifest, ResourceType type, Collection<List<Object>> explained) {
    return KindRules.of(type.gvk().group(), type.gvk().kind())
        .filter(rules -> knows(type))
        .map(rules -> findings(rules, manifest, type, explained))
        .orElse(List.of());
  }

  private static List<Problem> findings(
      KindRules rules, Manifest manifest, ResourceType type, Collection<List<Object>> explained) {
    ObjectNode stored = StoredForm.of(manifest.content(), type, explained);
    ObjectView view = new ObjectView(manifest.content(), type.schema());
    List<Problem> problems = new ArrayList<>();
    Set<List<Object>> told = new HashSet<>();
    for (FieldFault fault : rules.create(stored)) {
      ServerWording words = ServerWording.of(fault, manifest, stored);
      List<Object> steps = words.steps();
      if (!follows(steps, explained) && told.add(steps)) {
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
