package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One rule of a role: verbs on resources, or on paths. */
public record Rule(
    List<String> verbs,
    List<String> groups,
    List<String> resources,
    List<String> names,
    List<String> paths) {
  private static final String ALL = "*";
  private static final List<String> STAR = List.of(ALL);

  /** Of a cluster's administrator. */
  static final List<Rule> EVERYTHING =
      List.of(
          new Rule(STAR, STAR, STAR, List.of(), List.of()),
          new Rule(STAR, List.of(), List.of(), List.of(), STAR));

  static List<Rule> of(JsonNode role) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : role.path("rules")) {
      rules.add(
          new Rule(
              texts(rule.path("verbs")),
              texts(rule.path("apiGroups")),
              texts(rule.path("resources")),
              texts(rule.path("resourceNames")),
              texts(rule.path("nonResourceURLs"))));
    }
    return rules;
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  boolean allows(Action action) {
    if (!hasOrAll(verbs, action.verb())) {
      return false;
    }
    if (action.isOnPath()) {
      return coversPath(action.path());
    }
    return hasOrAll(groups, action.group())
        && coversResource(action.fullResource())
        && (names.isEmpty() || names.contains(action.name()));
  }

  private static boolean hasOrAll(List<String> list, String value) {
    return list.contains(ALL) || list.contains(value);
  }

  /** Whether there is {@code pods/log}, {@code *} or {@code *}{@code /log} for pods/log. */
  private boolean coversResource(String resource) {
    int slash = resource.indexOf('/');
    return hasOrAll(resources, resource)
        || (slash >= 0 && resources.contains(ALL + resource.substring(slash)));
  }

  private boolean coversPath(String path) {
    for (String own : paths) {
      boolean prefix = own.endsWith(ALL) && path.startsWith(own.substring(0, own.length() - 1));
      if (own.equals(path) || prefix) {
        return true;
      }
    }
    return false;
  }

  /** The rules of one verb on one thing each that this one stands for. */
  List<Rule> parts() {
    List<Rule> parts = new ArrayList<>();
    for (String group : groups) {
      for (String resource : resources) {
        for (String verb : verbs) {
          for (String name : names.isEmpty() ? List.of("") : names) {
            List<String> named = name.isEmpty() ? List.of() : List.of(name);
            parts.add(new Rule(List.of(verb), List.of(group), List.of(resource), named, List.of()));
          }
        }
      }
    }
    for (String path : paths) {
      for (String verb : verbs) {
        parts.add(new Rule(List.of(verb), List.of(), List.of(), List.of(), List.of(path)));
      }
    }
    return parts;
  }

  /** Whether this one allows all that a part allows. */
  boolean covers(Rule part) {
    if (!part.verbs().stream().allMatch(verb -> hasOrAll(verbs, verb))) {
      return false;
    }
    if (!part.paths().isEmpty()) {
      return part.paths().stream().allMatch(this::coversPath);
    }
    return part.groups().stream().allMatch(group -> hasOrAll(groups, group))
        && part.resources().stream().allMatch(this::coversResource)
        && (names.isEmpty() || (!part.names().isEmpty() && names.containsAll(part.names())));
  }

  Rule alsoAllowing(List<String> moreVerbs) {
    List<String> all = new ArrayList<>(verbs);
    all.addAll(moreVerbs);
    return new Rule(all, groups, resources, names, paths);
  }

  /** <code>{APIGroups:[""], Resources:["pods"], Verbs:["get"]}</code>. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    add(parts, "APIGroups", groups);
    add(parts, "Resources", resources);
    add(parts, "NonResourceURLs", paths);
    add(parts, "ResourceNames", names);
    add(parts, "Verbs", verbs);
    return "{" + String.join(", ", parts) + "}";
  }

  private static void add(List<String> parts, String name, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(name + ":" + quoted(values));
    }
  }

  /** {@code ["a" "b"]}. */
  static String quoted(List<String> values) {
    return values.stream()
        .map(value -> "\"" + value + "\"")
        .collect(Collectors.joining(" ", "[", "]"));
  }
}
