package dev.tend.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Durations;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A tend.yaml, read strictly.
 *
 * @param app empty where a problem is an error
 * @param typed the variables that were not written as text, by name
 */
record AppFile(
    Optional<AppSpec> app, Map<String, JsonNode> typed, Origin origin, List<Problem> problems) {
  static final String API_VERSION = "tend.dev/v1alpha1";
  private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

  AppFile {
    typed = Map.copyOf(typed);
    problems = List.copyOf(problems);
  }

  static AppFile read(SourceText text) {
    YamlReader.Documents read = YamlReader.readDocuments(text);
    List<Problem> problems = new ArrayList<>(read.problems());
    Origin first = new Origin(text, 1, -1);
    if (read.documents().isEmpty()) {
      if (problems.isEmpty()) {
        String hint = "It starts with apiVersion: " + API_VERSION + " and kind: App";
        problems.add(error(first, FieldPath.ROOT, "app/empty", "The file holds no App", hint));
      }
      return new AppFile(Optional.empty(), Map.of(), first, problems);
    }
    for (YamlReader.Document other : read.documents().subList(1, read.documents().size())) {
      String hint = "Move other objects to files of their own, and name those under sources";
      String message = "A tend.yaml holds one App, and this is another document";
      problems.add(error(other.origin(), FieldPath.ROOT, "app/documents", message, hint));
    }
    YamlReader.Document document = read.documents().getFirst();
    Map<String, JsonNode> typed = new TreeMap<>();
    AppSpec app = read(document, typed, problems);
    boolean sound = problems.stream().noneMatch(Problem::isError);
    return new AppFile(
        sound ? Optional.of(app) : Optional.empty(), typed, document.origin(), problems);
  }

  private static AppSpec read(
      YamlReader.Document document, Map<String, JsonNode> typed, List<Problem> problems) {
    JsonNode content = document.content();
    Origin origin = document.origin();
    if (!(content instanceof ObjectNode)) {
      String message = "An App is a mapping with apiVersion, kind, metadata and spec";
      problems.add(error(origin, FieldPath.ROOT, "app/type", message, ""));
    }
    Fields root = new Fields(content, FieldPath.ROOT, origin, problems);
    constant(root, "apiVersion", API_VERSION);
    constant(root, "kind", "App");
    root.allowOnly(List.of("apiVersion", "kind", "metadata", "spec"));
    Fields metadata = root.mapping("metadata");
    metadata.allowOnly(List.of("name", "labels", "annotations"));
    String name = name(metadata, "name");
    if (name.isEmpty() && !metadata.has("name")) {
      metadata.error("app/name", metadata.path(), "The App has no metadata.name", "");
    }
    Fields spec = root.mapping("spec");
    spec.allowOnly(List.of("namespace", "sources", "variables", "dependsOn", "prune", "wait"));
    Optional<String> namespace = Optional.of(name(spec, "namespace")).filter(n -> !n.isEmpty());
    return new AppSpec(
        name,
        namespace,
        sources(spec),
        variables(spec.mapping("variables"), typed),
        texts(spec, "dependsOn"),
        prune(spec.mapping("prune")),
        timeout(spec.mapping("wait")));
  }

  private static void constant(Fields fields, String name, String wanted) {
    if (!fields.has(name)) {
      fields.error(
          "app/type", FieldPath.ROOT, name + " is missing", "Write " + name + ": " + wanted);
      return;
    }
    Optional<String> value = fields.text(name);
    if (value.isPresent() && !value.get().equals(wanted)) {
      String message = "tend.yaml holds an App, and its " + name + " is `" + value.get() + "`";
      fields.error("app/type", FieldPath.of(name), message, "Write " + name + ": " + wanted);
    }
  }

  private static String name(Fields fields, String field) {
    String name = fields.text(field).orElse("");
    if (!name.isEmpty() && !AppSpec.isName(name)) {
      fields.error(
          "app/name",
          fields.path().key(field),
          field + " `" + name + "` is no name that Kubernetes takes",
          "Lower-case letters, digits and dashes, 63 at the most");
    }
    return name;
  }

  private static List<AppSpec.AppSource> sources(Fields spec) {
    List<AppSpec.AppSource> sources = new ArrayList<>();
    List<Fields.Item> items = spec.items("sources");
    if (items.isEmpty()) {
      FieldPath place = spec.has("sources") ? spec.path().key("sources") : spec.path();
      spec.error(
          "app/sources", place, "The App has no sources", "For example sources: [{files: .}]");
    }
    for (Fields.Item item : items) {
      source(spec.of(item), item).ifPresent(sources::add);
    }
    return sources;
  }

  private static Optional<AppSpec.AppSource> source(Fields fields, Fields.Item item) {
    List<String> kinds = List.of("files", "kustomize", "helm");
    if (!item.value().isObject() || fields.names().isEmpty()) {
      String hint = "For example - files: manifests";
      fields.error("app/sources", item.path(), "A source is files, kustomize or helm", hint);
      return Optional.empty();
    }
    fields.allowOnly(kinds);
    List<String> named = kinds.stream().filter(fields::has).toList();
    if (named.size() > 1) {
      String message = "One source is both " + String.join(" and ", named);
      fields.error("app/sources", item.path(), message, "Make a list item of each");
      return Optional.empty();
    }
    Fields helm = fields.mapping("helm");
    helm.allowOnly(List.of("chart", "release", "valuesFiles", "values"));
    if (fields.has("helm") && !helm.has("chart")) {
      helm.error("app/sources", helm.path(), "The helm source names no chart", "");
    }
    Optional<AppSpec.AppSource> files = fields.text("files").map(AppSpec.AppSource.Files::new);
    return files
        .or(() -> fields.text("kustomize").map(AppSpec.AppSource.Kustomize::new))
        .or(() -> helm.text("chart").map(chart -> chart(chart, helm)));
  }

  private static AppSpec.AppSource chart(String chart, Fields helm) {
    return new AppSpec.AppSource.Helm(chart, helm.text("release").orElse(chart));
  }

  private static Map<String, String> variables(Fields variables, Map<String, JsonNode> typed) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : variables.names()) {
      FieldPath place = variables.path().key(name);
      JsonNode value = variables.value(name);
      if (!name.matches(VARIABLE)) {
        String message = "`" + name + "` is no name for a variable";
        variables.error("app/variable", place, message, "Letters, digits and underscores");
      } else if (!value.isValueNode() || value.isMissingNode()) {
        variables.error("app/variable", place, "The variable " + name + " has no value", "");
      } else {
        String text =
            variables.origin().scalar(place).map(Origin.Scalar::text).orElse(value.asText());
        texts.put(name, text);
        if (!value.isTextual()) {
          typed.put(name, value);
        }
      }
    }
    return texts;
  }

  private static List<String> texts(Fields fields, String name) {
    List<String> texts = new ArrayList<>();
    for (Fields.Item item : fields.items(name)) {
      if (item.value().isTextual() && !item.value().textValue().isEmpty()) {
        texts.add(item.value().textValue());
      } else {
        fields.error("app/type", item.path(), name + " takes the names of Apps", "");
      }
    }
    return texts;
  }

  private static AppSpec.Prune prune(Fields prune) {
    prune.allowOnly(List.of("enabled", "maxDeletions"));
    JsonNode most = prune.value("maxDeletions");
    boolean count = most.canConvertToInt() && most.isIntegralNumber() && most.intValue() >= 0;
    if (!most.isMissingNode() && !count) {
      prune.wrongType("maxDeletions", "a count", most);
    }
    return new AppSpec.Prune(
        prune.flag("enabled"), count ? OptionalInt.of(most.intValue()) : OptionalInt.empty());
  }

  private static Optional<Duration> timeout(Fields wait) {
    wait.allowOnly(List.of("timeout"));
    Optional<String> text = wait.text("timeout");
    Optional<Duration> duration = text.flatMap(Durations::parse).filter(Duration::isPositive);
    if (text.isPresent() && duration.isEmpty()) {
      String message = "`" + text.get() + "` is no duration";
      wait.error("app/type", wait.path().key("timeout"), message, "For example 90s, 5m or 1h30m");
    }
    return duration;
  }

  private static Problem error(
      Origin origin, FieldPath path, String rule, String message, String hint) {
    return Problem.error(rule, origin.locate(path), path, message, hint);
  }
}
