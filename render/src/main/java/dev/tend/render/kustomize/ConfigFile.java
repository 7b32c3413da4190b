package dev.tend.render.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.render.kustomize.model.BuildFailure;
import java.util.ArrayList;
import java.util.List;

/** A file that a kustomization names for its configuration. */
record ConfigFile(JsonNode content, Origin origin) {
  /** kustomize takes the last of several fields of one name. */
  static final String DUPLICATE = "yaml/duplicate-key";

  static ConfigFile read(SourceText text) {
    YamlReader.Documents documents = YamlReader.readDocuments(text);
    for (Problem problem : documents.problems()) {
      if (problem.isError() && !problem.rule().equals(ConfigFile.DUPLICATE)) {
        throw new BuildFailure(problem);
      }
    }
    JsonNode content =
        documents.documents().isEmpty()
            ? MissingNode.getInstance()
            : documents.documents().getFirst().content();
    return new ConfigFile(content, new Origin(text, 1, -1));
  }

  Section section() {
    return new Section(content, FieldPath.ROOT, origin);
  }

  /** The entries of a list, or the only one. */
  List<Section> entries() {
    if (!content.isArray()) {
      return List.of(section());
    }
    List<Section> entries = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      entries.add(new Section(content.get(i), FieldPath.ROOT.index(i), origin));
    }
    return entries;
  }
}
