package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What objects say that they stand on, by the annotation {@value #ANNOTATION}: a comma-separated
 * list of {@code [NAMESPACE/]KIND[.GROUP]/NAME}.
 *
 * @param edges from an object to those that must be ready before it
 * @param problems references that can't be read
 */
record Dependencies(Map<ResourceId, Set<ResourceId>> edges, List<Problem> problems) {
  static final String ANNOTATION = "tend.dev/depends-on";
  private static final FieldPath PLACE = FieldPath.of("metadata", "annotations", ANNOTATION);

  static final Dependencies NONE = new Dependencies(Map.of(), List.of());

  Dependencies {
    edges = Map.copyOf(edges);
    problems = List.copyOf(problems);
  }

  /**
   * @param resolve the type that a word means on the cluster
   */
  static Dependencies of(
      Collection<Manifest> manifests, Function<String, Optional<ResourceType>> resolve) {
    Map<ResourceId, Set<ResourceId>> edges = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    List<ResourceId> known = manifests.stream().map(Manifest::id).toList();
    for (Manifest manifest : manifests) {
      for (String word : words(manifest.content())) {
        Optional<ResourceId> target = target(word, manifest.id(), known, resolve);
        if (target.isPresent()) {
          edges.computeIfAbsent(manifest.id(), id -> new LinkedHashSet<>()).add(target.get());
        } else {
          problems.add(
              problem(
                  manifest,
                  "plan/depends-on",
                  "%s depends on '%s', which names no object".formatted(manifest.id(), word),
                  "Write [NAMESPACE/]KIND[.GROUP]/NAME, for example Deployment.apps/db"));
        }
      }
    }
    cycle(edges)
        .ifPresent(
            round ->
                manifests.stream()
                    .filter(manifest -> manifest.id().equals(round.getFirst()))
                    .findFirst()
                    .ifPresent(manifest -> problems.add(circular(manifest, round))));
    return new Dependencies(edges, problems);
  }

  /** Of one object, as far as its words can be told without asking a cluster about them. */
  static Set<ResourceId> of(ObjectNode object, ResourceId id, Collection<ResourceId> known) {
    Set<ResourceId> targets = new LinkedHashSet<>();
    for (String word : words(object)) {
      target(word, id, known, unknown -> Optional.empty()).ifPresent(targets::add);
    }
    return targets;
  }

  /** Everything that must be ready before the object, by one way or another. */
  Set<ResourceId> behind(ResourceId id) {
    Set<ResourceId> found = new LinkedHashSet<>();
    addBehind(id, found);
    return found;
  }

  private void addBehind(ResourceId id, Set<ResourceId> found) {
    for (ResourceId before : edges.getOrDefault(id, Set.of())) {
      if (found.add(before)) {
        addBehind(before, found);
      }
    }
  }

  private static List<String> words(ObjectNode object) {
    JsonNode annotation = object.path("metadata").path("annotations").path(ANNOTATION);
    List<String> words = new ArrayList<>();
    for (String word : annotation.asText("").split(",", -1)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return words;
  }

  private static Optional<ResourceId> target(
      String word,
      ResourceId from,
      Collection<ResourceId> known,
      Function<String, Optional<ResourceType>> resolve) {
    List<String> parts = List.of(word.split("/", -1));
    if (parts.size() < 2 || parts.size() > 3 || parts.contains("")) {
      return Optional.empty();
    }
    String namespace = parts.size() == 3 ? parts.getFirst() : from.namespace();
    String kind = parts.get(parts.size() - 2);
    String name = parts.getLast();
    return known.stream()
        .filter(id -> id.name().equals(name))
        .filter(id -> id.namespace().isEmpty() || id.namespace().equals(namespace))
        .filter(id -> id.kind().equalsIgnoreCase(kind) || id.groupKind().equalsIgnoreCase(kind))
        .findFirst()
        .or(
            () ->
                resolve
                    .apply(kind)
                    .map(
                        type ->
                            new ResourceId(
                                type.gvk().group(),
                                type.gvk().kind(),
                                type.namespaced() ? namespace : "",
                                name)));
  }

  /** One way round, where there is one. */
  private static Optional<List<ResourceId>> cycle(Map<ResourceId, Set<ResourceId>> edges) {
    Set<ResourceId> done = new LinkedHashSet<>();
    for (ResourceId start : edges.keySet()) {
      Optional<List<ResourceId>> found = cycle(start, edges, new ArrayList<>(), done);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<List<ResourceId>> cycle(
      ResourceId at,
      Map<ResourceId, Set<ResourceId>> edges,
      List<ResourceId> way,
      Set<ResourceId> done) {
    int before = way.indexOf(at);
    if (before >= 0) {
      return Optional.of(List.copyOf(way.subList(before, way.size())));
    }
    if (done.contains(at)) {
      return Optional.empty();
    }
    way.add(at);
    for (ResourceId next : edges.getOrDefault(at, Set.of())) {
      Optional<List<ResourceId>> found = cycle(next, edges, way, done);
      if (found.isPresent()) {
        return found;
      }
    }
    way.removeLast();
    done.add(at);
    return Optional.empty();
  }

  private static Problem circular(Manifest manifest, List<ResourceId> round) {
    List<String> names = new ArrayList<>(round.stream().map(ResourceId::kindAndName).toList());
    names.add(names.getFirst());
    return problem(
        manifest,
        "plan/depends-on",
        "these wait for each other: " + String.join(" -> ", names),
        "Take one of the annotations " + ANNOTATION + " away");
  }

  private static Problem problem(Manifest manifest, String rule, String message, String hint) {
    return Problem.error(rule, manifest.origin().locate(PLACE), PLACE, message, hint);
  }
}
