package dev.tend.render.kustomize.transform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.SourceText;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.NodeReader;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.TreeJson;
import dev.tend.render.kustomize.tree.UnfitScalar;
import dev.tend.render.kustomize.tree.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Fields inside of JSON or YAML that is itself the text of a field, such as a ConfigMap's. */
final class EmbeddedText {
  private EmbeddedText() {}

  /**
   * The object with a change to such a field; empty where the path leads into no such text, or the
   * text has no such field.
   */
  static Optional<MapNode> written(
      MapNode root, List<String> parts, Optional<Node> empty, UnaryOperator<Node> change) {
    for (int i = 1; i < parts.size(); i++) {
      Node at;
      try {
        at = DottedPath.find(root, parts.subList(0, i));
      } catch (BuildFailure e) {
        continue;
      }
      if (at instanceof ScalarNode scalar && !scalar.isNull()) {
        return rewritten(root, parts, i, scalar, empty, change);
      }
    }
    return Optional.empty();
  }

  private static Optional<MapNode> rewritten(
      MapNode root,
      List<String> parts,
      int depth,
      ScalarNode scalar,
      Optional<Node> empty,
      UnaryOperator<Node> change) {
    try {
      List<NodeReader.Document> documents =
          NodeReader.read(new SourceText("embedded text", scalar.text()));
      if (documents.isEmpty()) {
        return Optional.empty();
      }
      PathEdit inner = new PathEdit(parts.subList(depth, parts.size()), empty, change);
      Node changed = inner.apply(documents.getFirst().root());
      if (inner.found() == 0) {
        return Optional.empty();
      }
      ScalarNode text = scalar.withText(text(changed, scalar.text()));
      PathEdit outer = new PathEdit(parts.subList(0, depth), Optional.empty(), node -> text);
      return outer.apply(root) instanceof MapNode map ? Optional.of(map) : Optional.empty();
    } catch (UnfitScalar unwritable) {
      return Optional.of(root);
    } catch (Unreadable | BuildFailure e) {
      return Optional.empty();
    }
  }

  private static String text(Node changed, String before) {
    char first = before.stripLeading().charAt(0);
    if (first != '{' && first != '[') {
      return EmbeddedYaml.write(changed).strip();
    }
    JsonNode json = TreeJson.json(changed);
    StringBuilder out = new StringBuilder();
    if (before.contains("\n") && before.contains("  ")) {
      GoJson.writeIndented(out, json, "");
    } else {
      GoJson.write(out, json);
    }
    return out.toString();
  }
}
