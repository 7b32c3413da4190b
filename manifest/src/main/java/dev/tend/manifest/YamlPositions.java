package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Finds the line and column of a field by composing its document again: fields at their key, items
 * of lists at the item. What isn't there is found at its nearest ancestor.
 */
final class YamlPositions {
  private YamlPositions() {}

  static SourceLocation locate(Origin origin, FieldPath path) {
    Optional<YamlDocument> document = documentOf(origin);
    if (document.isEmpty()) {
      return new SourceLocation(origin.source().name(), origin.document(), 0, 0);
    }
    Node root = compose(document.get());
    return root == null
        ? document.get().at(0, 0)
        : document.get().at(walk(root, origin, path).mark());
  }

  static Optional<Origin.Scalar> scalar(Origin origin, FieldPath path) {
    Optional<Node> root = documentOf(origin).map(YamlPositions::compose);
    return root.map(node -> walk(node, origin, path))
        .filter(Place::exact)
        .map(Place::value)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .map(node -> new Origin.Scalar(node.getValue(), !node.isPlain()));
  }

  private static Optional<YamlDocument> documentOf(Origin origin) {
    List<YamlDocument> documents = origin.source().documents();
    int index = origin.document() - 1;
    return index >= 0 && index < documents.size()
        ? Optional.of(documents.get(index))
        : Optional.empty();
  }

  private static Place walk(Node root, Origin origin, FieldPath path) {
    List<FieldPath.Element> way = new ArrayList<>();
    if (origin.item() >= 0) {
      way.addAll(FieldPath.of("items").index(origin.item()).elements());
    }
    way.addAll(origin.within().elements());
    way.addAll(path.elements());
    Place place = item(root);
    for (FieldPath.Element element : way) {
      Place next = step(place.value(), element);
      if (next == null) {
        return new Place(place.value(), place.mark(), false);
      }
      place = next;
    }
    return place;
  }

  /**
   * A value, and where a reader looks for it.
   *
   * @param exact whether it is what was asked for, not an ancestor
   */
  private record Place(Node value, Optional<Mark> mark, boolean exact) {}

  private static @Nullable Node compose(YamlDocument document) {
    YamlDocument current = document;
    while (true) {
      try {
        var composer =
            new Composer(
                YamlDocument.settings(true, current.text().length()), current.events(true));
        return composer.getSingleNode().orElse(null);
      } catch (MarkedYamlEngineException failure) {
        Optional<YamlDocument> readable = current.withoutTab(failure);
        if (readable.isEmpty()) {
          return null;
        }
        current = readable.get();
      } catch (YamlEngineException failure) {
        return null;
      }
    }
  }

  private static Optional<Mark> begin(Node node) {
    return node instanceof MappingNode mapping && !mapping.getValue().isEmpty()
        ? mapping.getValue().getFirst().getKeyNode().getStartMark()
        : node.getStartMark();
  }

  private static @Nullable Place step(Node node, FieldPath.Element element) {
    return switch (element) {
      case FieldPath.Element.Key(String name) -> field(node, name);
      case FieldPath.Element.Index(int position) ->
          node instanceof SequenceNode list && position < list.getValue().size()
              ? item(list.getValue().get(position))
              : null;
      case FieldPath.Element.Keyed(SortedMap<String, JsonNode> keys) -> keyed(node, keys);
      case FieldPath.Element.Value(JsonNode value) -> equal(node, value);
    };
  }

  private static Place item(Node value) {
    return new Place(value, begin(value), true);
  }

  private static @Nullable Place field(Node node, String name) {
    if (!(node instanceof MappingNode mapping)) {
      return null;
    }
    Place found = null;
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (keyText(key).equals(name)) {
          found = new Place(tuple.getValueNode(), key.getStartMark(), true);
        } else if (found == null && key.isPlain() && key.getValue().equals("<<")) {
          found = merged(tuple.getValueNode(), name);
        }
      }
    }
    return found;
  }

  private static @Nullable Place merged(Node source, String name) {
    if (source instanceof SequenceNode list) {
      for (Node one : list.getValue()) {
        Place found = field(one, name);
        if (found != null) {
          return found;
        }
      }
    }
    return field(source, name);
  }

  private static @Nullable Place keyed(Node node, SortedMap<String, JsonNode> keys) {
    if (!(node instanceof SequenceNode list)) {
      return null;
    }
    Place partly = null;
    for (Node value : list.getValue()) {
      int equal = 0;
      int different = 0;
      for (Map.Entry<String, JsonNode> key : keys.entrySet()) {
        Place field = field(value, key.getKey());
        if (field != null) {
          boolean same = textOf(field.value()).filter(key.getValue().asText()::equals).isPresent();
          equal += same ? 1 : 0;
          different += same ? 0 : 1;
        }
      }
      if (equal == keys.size()) {
        return item(value);
      }
      if (partly == null && equal > 0 && different == 0) {
        partly = item(value); // its other keys have their defaults
      }
    }
    return partly;
  }

  private static @Nullable Place equal(Node node, JsonNode value) {
    if (node instanceof SequenceNode list) {
      for (Node one : list.getValue()) {
        if (textOf(one).filter(value.asText()::equals).isPresent()) {
          return item(one);
        }
      }
    }
    return null;
  }

  private static String keyText(ScalarNode key) {
    return key.isPlain() ? PlainScalars.key(key.getValue()).orElse("") : key.getValue();
  }

  private static Optional<String> textOf(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    return Optional.of(
        scalar.isPlain() ? PlainScalars.resolve(scalar.getValue()).asText() : scalar.getValue());
  }
}
