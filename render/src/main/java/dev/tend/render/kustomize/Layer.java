package dev.tend.render.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A kustomization or component: its folder and what its file says.
 *
 * @param file the file's name
 */
record Layer(Root root, String file, Section fields) {
  static final List<String> FILES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final String KUSTOMIZATION = "Kustomization";
  private static final String COMPONENT = "Component";

  static Layer load(Root root) {
    List<String> files = FILES.stream().filter(root::holds).toList();
    if (files.isEmpty()) {
      throw new BuildFailure(
          "The folder " + root.shown() + " has no kustomization.yaml",
          "Name the files in it one by one, or write one");
    }
    if (files.size() > 1) {
      throw new BuildFailure(
          "The folder " + root.shown() + " has both " + String.join(" and ", files),
          "Keep one of them");
    }
    String file = files.getFirst();
    SourceText text = root.text(file);
    Origin origin = new Origin(text, 1, -1);
    JsonNode content = first(text);
    if (content.isEmpty() || content.isObject() && isOnlyTyped(content)) {
      throw failure(origin, FieldPath.ROOT, "The kustomization is empty");
    }
    Layer layer = new Layer(root, file, new Section(content, FieldPath.ROOT, origin));
    KustomizationFields.check(layer.fields());
    layer.checkType();
    return layer;
  }

  private static boolean isOnlyTyped(JsonNode content) {
    return content.properties().stream()
        .map(Map.Entry::getKey)
        .allMatch(name -> name.equals("apiVersion") || name.equals("kind"));
  }

  private static JsonNode first(SourceText text) {
    YamlReader.Documents documents = YamlReader.readDocuments(text);
    for (Problem problem : documents.problems()) {
      if (problem.isError() && !problem.rule().equals(ConfigFile.DUPLICATE)) {
        throw new BuildFailure(problem);
      }
    }
    return documents.documents().isEmpty()
        ? MissingNode.getInstance()
        : documents.documents().getFirst().content();
  }

  private void checkType() {
    String kind = kind();
    if (!kind.equals(KUSTOMIZATION) && !kind.equals(COMPONENT)) {
      throw fields.wrong("kind", "must be Kustomization or Component");
    }
    String version = fields.text("apiVersion");
    String wanted = "kustomize.config.k8s.io/" + (kind.equals(COMPONENT) ? "v1alpha1" : "v1beta1");
    if (!version.isEmpty() && !version.equals(wanted)) {
      throw fields.wrong("apiVersion", "of a " + kind + " must be " + wanted);
    }
  }

  private String kind() {
    String kind = fields.text("kind");
    return kind.isEmpty() ? KUSTOMIZATION : kind;
  }

  boolean isComponent() {
    return kind().equals(COMPONENT);
  }

  /** Entries of a field, and of one that is its older name. */
  List<Section> sections(String name, String older) {
    List<Section> all = new ArrayList<>(fields.sections(name));
    all.addAll(fields.sections(older));
    return all;
  }

  private static BuildFailure failure(Origin origin, FieldPath path, String message) {
    return new BuildFailure(
        Problem.error("kustomize/type", origin.locate(path), path, message, ""));
  }
}
