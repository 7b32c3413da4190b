package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.Selector;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a value into fields, or into the paths that they hold. */
public final class ValueAdder implements Transformer {
  /**
   * A field.
   *
   * @param selector without one all objects have it
   * @param position of the value among the parts of a file's path, from 1; 0 replaces all of it
   */
  public record Target(Optional<Selector> selector, String fieldPath, int position) {}

  private final String value;
  private final List<Target> targets;

  public ValueAdder(String value, List<Target> targets) {
    this.value = value;
    this.targets = List.copyOf(targets);
  }

  @Override
  public void apply(ResourceMap resources) {
    for (Target target : targets) {
      List<Resource> meant =
          target.selector().map(selector -> selector.in(resources)).orElse(resources.resources());
      for (Resource resource : meant) {
        if (target.fieldPath().equals("metadata/namespace")) {
          new NamespaceSetter(value, List.of(), false, NamespaceSetter.Subjects.NAMED_DEFAULT)
              .set(resource);
        } else {
          List<String> names = FieldSpec.split(target.fieldPath(), '/');
          resource.setRoot(written(resource.root(), names, 0, target.position()));
        }
      }
    }
  }

  private MapNode written(MapNode map, List<String> names, int at, int position) {
    String name = names.get(at);
    Node field = map.get(name);
    if (at == names.size() - 1) {
      return map.with(name, value(field, position));
    }
    if (field == null) {
      return map.with(name, written(MapNode.EMPTY, names, at + 1, position));
    }
    if (field instanceof MapNode inner) {
      return map.with(name, written(inner, names, at + 1, position));
    }
    throw new BuildFailure("There is " + field.kindName() + " where a mapping is expected");
  }

  private ScalarNode value(@Nullable Node field, int position) {
    if (field != null && !(field instanceof ScalarNode)) {
      throw new BuildFailure("There is " + field.kindName() + " where a scalar is expected");
    }
    String text = position == 0 ? value : inserted(FieldEdit.text(field), position - 1);
    boolean quoted = field instanceof ScalarNode scalar && scalar.quoted();
    return ScalarNode.untagged(text).quotedAs(quoted);
  }

  private String inserted(String path, int position) {
    boolean absolute = path.startsWith("/");
    List<String> parts =
        new ArrayList<>(
            Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList());
    parts.add(Math.min(position, parts.size()), value);
    return (absolute ? "/" : "") + String.join("/", parts);
  }
}
