package dev.tend.render.kustomize.transform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.List;
import java.util.Set;

/** Gives images another name, tag or digest. */
public final class ImageSetter implements Transformer {
  private static final Set<String> CONTAINERS = Set.of("containers", "initContainers");

  /**
   * What to change, and in which images. Empty parts stay as they are.
   *
   * @param name a regular expression
   */
  public record Change(
      String name, String newName, String newTag, String tagSuffix, String digest) {}

  private final Change change;
  private final List<FieldSpec> specs;
  private final Pattern pattern;

  public ImageSetter(Change change, List<FieldSpec> specs) {
    this.change = change;
    this.specs = List.copyOf(specs);
    this.pattern = pattern(change.name());
  }

  private static Pattern pattern(String name) {
    try {
      return Pattern.compile("^" + name + "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$");
    } catch (PatternSyntaxException e) {
      throw new BuildFailure("The image name `" + name + "` is no regular expression");
    }
  }

  @Override
  public void apply(ResourceMap resources) {
    List<FieldEdit> edits =
        specs.stream()
            .map(spec -> new FieldEdit(spec, FieldEdit.Missing.NOTHING, this::image))
            .toList();
    for (Resource resource : resources.resources()) {
      if (resource.kind().equals("CustomResourceDefinition")) {
        continue;
      }
      if (anywhere(resource.root()) instanceof MapNode changed) {
        resource.setRoot(changed);
      }
      edits.forEach(edit -> edit.apply(resource));
    }
  }

  /** Lists of containers are known by their name wherever they stand. */
  private Node anywhere(Node node) {
    return switch (node) {
      case ListNode list -> list.mapped(this::anywhere);
      case ScalarNode scalar -> scalar;
      case MapNode map -> {
        MapNode changed = map.mapped(this::anywhere);
        for (String name : CONTAINERS) {
          if (changed.get(name) instanceof ListNode list) {
            changed = changed.with(name, list.mapped(this::container));
          }
        }
        yield changed;
      }
    };
  }

  private Node container(Node node) {
    if (node instanceof MapNode map) {
      Node image = map.get("image");
      return image == null ? map : map.with("image", image(image));
    }
    if (node.isNull()) {
      return node;
    }
    throw new BuildFailure("there is " + node.kindName() + " where a container is expected");
  }

  private Node image(Node node) {
    if (node.isNull()) {
      return node;
    }
    if (!(node instanceof ScalarNode scalar)) {
      throw new BuildFailure("there is " + node.kindName() + " where an image is expected");
    }
    return pattern.matcher(scalar.text()).find()
        ? FieldEdit.scalar(ScalarNode.untagged(changed(scalar.text()))).apply(scalar)
        : scalar;
  }

  private String changed(String image) {
    int at = image.indexOf('@');
    String digest = at < 0 ? "" : image.substring(at + 1);
    String tagged = at < 0 ? image : image.substring(0, at);
    int slash = tagged.lastIndexOf('/');
    int colon = tagged.indexOf(':', slash + 1);
    String name = colon < 0 ? tagged : tagged.substring(0, colon);
    String tag = colon < 0 ? "" : tagged.substring(colon + 1);
    if (!change.newName().isEmpty()) {
      name = change.newName();
    }
    if (!change.newTag().isEmpty() || !change.digest().isEmpty()) {
      tag = change.newTag();
      digest = change.digest();
    } else if (!change.tagSuffix().isEmpty()) {
      tag += change.tagSuffix();
      digest = "";
    }
    return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
  }
}
