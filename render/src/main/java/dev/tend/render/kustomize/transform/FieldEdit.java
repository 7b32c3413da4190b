package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Fields;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.Tag;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes the fields that a spec means. */
final class FieldEdit {
  /** What is made of a field that isn't there. */
  enum Missing {
    NOTHING,
    MAPPING,
    TEXT,
    NUMBER
  }

  private final FieldSpec spec;
  private final List<String> names;
  private final Missing missing;
  private final UnaryOperator<Node> change;

  FieldEdit(FieldSpec spec, Missing missing, UnaryOperator<Node> change) {
    this(spec, spec.names(), missing, change);
  }

  /**
   * @param names the spec's, for whoever edits many objects
   */
  FieldEdit(FieldSpec spec, List<String> names, Missing missing, UnaryOperator<Node> change) {
    this.spec = spec;
    this.names = names;
    this.missing = missing;
    this.change = change;
  }

  /** Changes an object if the spec means its kind. */
  void apply(Resource resource) {
    if (!resource.gvk().isSelectedBy(spec.gvk())) {
      return;
    }
    try {
      if (applied(resource.root(), 0) instanceof MapNode map) {
        resource.setRoot(map);
      }
    } catch (BuildFailure e) {
      throw new BuildFailure(
          "The field " + spec.path() + " of " + resource.id() + ": " + e.message(), e.hint());
    }
  }

  private Node applied(Node node, int at) {
    if (at == names.size()) {
      return change.apply(node);
    }
    return switch (node) {
      case MapNode map -> inMapping(map, at);
      case ListNode list -> list.mapped(item -> applied(item, at));
      case ScalarNode scalar -> {
        if (scalar.isNull()) {
          yield scalar;
        }
        throw new BuildFailure(
            "there is " + scalar.kindName() + " where a mapping or list is expected");
      }
    };
  }

  private Node inMapping(MapNode map, int at) {
    String part = names.get(at);
    boolean list = part.endsWith("[]");
    String name = list ? part.substring(0, part.length() - 2) : part;
    if (name.isEmpty()) {
      throw new BuildFailure("the path has an empty name in it");
    }
    if (name.equals("*") || DottedPath.isItem(name) || DottedPath.isPosition(name)) {
      throw new BuildFailure("the path can't have `" + name + "` in it: it goes through all items");
    }
    boolean creates = spec.create() && missing != Missing.NOTHING && !list;
    boolean last = at == names.size() - 1;
    Node field = map.get(name);
    if (field == null) {
      if (!creates) {
        return map;
      }
      field = empty(last ? missing : Missing.MAPPING);
    } else if (field.isNull()) {
      Node filled = list ? ListNode.EMPTY : creates ? filled(last) : null;
      field = filled == null ? field : filled;
    }
    Node changed = applied(field, at + 1);
    return changed == map.get(name) ? map : map.with(name, changed);
  }

  private Node filled(boolean last) {
    return empty(last ? missing : Missing.MAPPING);
  }

  private static Node empty(Missing missing) {
    return switch (missing) {
      case NOTHING, MAPPING -> MapNode.EMPTY;
      case TEXT -> ScalarNode.untagged("");
      case NUMBER -> new ScalarNode("", Tag.INTEGER, false);
    };
  }

  /** A change that sets one entry of a mapping. */
  static UnaryOperator<Node> entry(String key, ScalarNode value) {
    return node ->
        switch (node) {
          case MapNode map -> Fields.put(map, key, value);
          case ScalarNode scalar when scalar.isNull() -> scalar;
          case ScalarNode scalar -> throw notMapping(scalar);
          case ListNode list -> throw notMapping(list);
        };
  }

  /** A change that sets the scalar itself, in the quotes that it has. */
  static UnaryOperator<Node> scalar(ScalarNode value) {
    return node -> {
      if (node instanceof ScalarNode before) {
        ScalarNode after = value.quotedAs(before.quoted());
        return after.equals(before) ? before : after;
      }
      throw new BuildFailure("there is " + node.kindName() + " where a scalar is expected");
    };
  }

  private static BuildFailure notMapping(Node node) {
    return new BuildFailure("there is " + node.kindName() + " where a mapping is expected");
  }

  static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.text() : "";
  }
}
