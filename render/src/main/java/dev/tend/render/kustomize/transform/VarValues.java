package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of {@code $(NAME)}. */
public final class VarValues implements Transformer {
  private final Map<String, Node> values;
  private final List<FieldSpec> specs;
  private final Set<String> used = new HashSet<>();

  public VarValues(Map<String, Node> values, List<FieldSpec> specs) {
    this.values = Map.copyOf(values);
    this.specs = List.copyOf(specs);
  }

  /** The names that stood nowhere, sorted. */
  public List<String> unused() {
    return values.keySet().stream().filter(name -> !used.contains(name)).sorted().toList();
  }

  /** The field of an object that gives a var its value. */
  public static Node value(Resource resource, String fieldPath) {
    Node value = DottedPath.parse(fieldPath).withPositions().find(resource.root());
    if (value == null) {
      throw new BuildFailure(resource.id() + " has no field " + fieldPath + " for a var to take");
    }
    return value;
  }

  @Override
  public void apply(ResourceMap resources) {
    List<FieldEdit> edits =
        specs.stream()
            .map(spec -> new FieldEdit(spec, FieldEdit.Missing.NOTHING, this::replaced))
            .toList();
    for (Resource resource : resources.resources()) {
      edits.forEach(edit -> edit.apply(resource));
    }
  }

  private Node replaced(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.isText() ? value(scalar) : scalar;
      case MapNode map -> map.mapped(this::inMapping);
      case ListNode list -> list.mapped(this::inList);
    };
  }

  private Node inMapping(Node node) {
    return node instanceof ScalarNode scalar && scalar.isText() ? value(scalar) : node;
  }

  private Node inList(Node node) {
    if (node instanceof ScalarNode scalar && scalar.isText()) {
      return value(scalar);
    }
    throw new BuildFailure("there is " + node.kindName() + " in a list that should hold text");
  }

  private ScalarNode value(ScalarNode scalar) {
    String text = scalar.text();
    if (text.indexOf('$') < 0) {
      return scalar.tag() == Tag.NONE ? ScalarNode.string(text) : scalar;
    }
    if (text.startsWith("$(") && text.indexOf(')') == text.length() - 1) {
      ScalarNode whole = primitive(text.substring(2, text.length() - 1));
      return whole == null
          ? ScalarNode.string(text)
          : new ScalarNode(whole.text(), whole.tag(), false);
    }
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '$' || i + 1 == text.length()) {
        out.append(c);
        i++;
        continue;
      }
      char next = text.charAt(i + 1);
      int close = next == '(' ? text.indexOf(')', i + 2) : -1;
      if (close >= 0) {
        String name = text.substring(i + 2, close);
        ScalarNode value = primitive(name);
        out.append(value == null ? "$(" + name + ")" : value.text());
        i = close + 1;
      } else {
        out.append(next == '$' ? "$" : "$" + next);
        i += 2;
      }
    }
    return ScalarNode.string(out.toString());
  }

  private @Nullable ScalarNode primitive(String name) {
    if (!(values.get(name) instanceof ScalarNode scalar)) {
      return null;
    }
    used.add(name);
    return switch (scalar.tag()) {
      case INTEGER, FLOAT, BOOLEAN -> scalar;
      case NONE, STRING, NULL, TIMESTAMP, MERGE -> ScalarNode.string(scalar.text());
    };
  }
}
