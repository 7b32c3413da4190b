package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.ResId;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.Selector;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Copies values from fields to fields. */
public final class Replacements implements Transformer {
  private final List<Replacement> replacements;

  public Replacements(List<Replacement> replacements) {
    this.replacements = List.copyOf(replacements);
  }

  @Override
  public void apply(ResourceMap resources) {
    for (Replacement replacement : replacements) {
      Node value =
          replacement
              .source()
              .map(source -> read(source, resources))
              .orElseGet(() -> ScalarNode.untagged(replacement.value().orElse("")));
      for (Replacement.Target target : replacement.targets()) {
        write(value, target, resources);
      }
    }
  }

  private static Node read(Replacement.Source source, ResourceMap resources) {
    List<Resource> matches = new ArrayList<>();
    for (Resource resource : resources.resources()) {
      if (ids(resource).stream().anyMatch(id -> isSelected(id, source.object()))) {
        matches.add(resource);
      }
    }
    if (matches.size() != 1) {
      throw new BuildFailure(
          (matches.isEmpty() ? "No object matches" : "Several objects match")
              + " the source "
              + source.object(),
          matches.isEmpty() ? "" : "Name its kind, name and namespace");
    }
    Resource found = matches.getFirst();
    Node value;
    try {
      value = DottedPath.parse(source.fieldPath()).find(found.root());
    } catch (BuildFailure e) {
      throw new BuildFailure("Reading " + source.fieldPath() + " of " + found + ": " + e.message());
    }
    if (value == null || value.isEmpty()) {
      throw new BuildFailure(
          "The source " + found.id() + " has no field " + source.fieldPath(), "");
    }
    Replacement.Options options = source.options();
    if (options.delimiter().isEmpty()) {
      return value;
    }
    String[] parts = parts(value, options.delimiter());
    if (options.index() < 0 || options.index() >= parts.length) {
      throw new BuildFailure(
          "Part "
              + options.index()
              + " of "
              + source.fieldPath()
              + " is asked for, and it has "
              + parts.length);
    }
    return ((ScalarNode) value).withText(parts[options.index()]);
  }

  private static String[] parts(Node value, String delimiter) {
    if (value instanceof ScalarNode scalar) {
      return scalar.text().split(Pattern.quote(delimiter), -1);
    }
    throw new BuildFailure("The option delimiter stands with a field that holds no text");
  }

  /** Of now first, then those of before. */
  private static List<ResId> ids(Resource resource) {
    List<ResId> ids = new ArrayList<>();
    ResId now = resource.id();
    ids.add(new ResId(now.gvk(), now.name(), now.namespace(), false));
    ids.addAll(resource.previousIds());
    return ids;
  }

  private static boolean isSelected(ResId id, ResId selector) {
    return (selector.name().isEmpty() || selector.name().equals(id.name()))
        && (selector.namespace().isEmpty() || selector.sharesNamespace(id))
        && id.gvk().isSelectedBy(selector.gvk());
  }

  private static void write(Node value, Replacement.Target target, ResourceMap resources) {
    Selector.Matcher select = target.select().matcher();
    List<Selector.Matcher> reject =
        target.reject().stream()
            .filter(selector -> !selector.namesNothing())
            .map(Selector::matcher)
            .toList();
    for (Resource resource : resources.resources()) {
      if (!target.select().matchesTexts(resource)
          || target.reject().stream().anyMatch(selector -> isRejected(resource, selector))) {
        continue;
      }
      List<ResId> ids = ids(resource);
      if (ids.stream().anyMatch(select::matches)
          && ids.stream().noneMatch(id -> reject.stream().anyMatch(one -> one.matches(id)))) {
        write(value, target, resource);
      }
    }
  }

  private static boolean isRejected(Resource resource, Selector selector) {
    boolean says = !selector.labels().isEmpty() || !selector.annotations().isEmpty();
    return says && selector.matchesTexts(resource);
  }

  private static void write(Node value, Replacement.Target target, Resource resource) {
    for (String text : target.fieldPaths()) {
      DottedPath path = DottedPath.parse(text);
      Optional<Node> empty =
          target.options().create() ? Optional.of(like(value)) : Optional.empty();
      try {
        Optional<MapNode> inner =
            EmbeddedText.written(resource.root(), path.parts(), empty, node -> bare(node, value));
        if (inner.isPresent()) {
          resource.setRoot(inner.get());
          continue;
        }
        PathEdit edit =
            new PathEdit(path.parts(), empty, node -> set(node, value, target.options()));
        Node changed = edit.apply(resource.root());
        if (edit.found() == 0) {
          throw new BuildFailure(
              "there is no such field", "Write options: {create: true} to make it");
        }
        resource.setRoot((MapNode) changed);
      } catch (BuildFailure e) {
        throw new BuildFailure(
            "Replacing " + text + " of " + resource.id() + ": " + e.message(), e.hint());
      }
    }
  }

  private static Node like(Node value) {
    return switch (value) {
      case MapNode ignored -> MapNode.EMPTY;
      case ListNode ignored -> ListNode.EMPTY;
      case ScalarNode ignored -> ScalarNode.untagged("");
    };
  }

  private static Node bare(Node field, Node value) {
    return set(field, value, Replacement.Options.NONE);
  }

  /** A scalar keeps its type: a number that takes the place of text becomes text. */
  private static Node set(Node field, Node value, Replacement.Options options) {
    String text = value instanceof ScalarNode scalar ? scalar.text() : "";
    if (!options.delimiter().isEmpty()) {
      List<String> parts = new ArrayList<>(Arrays.asList(parts(field, options.delimiter())));
      if (options.index() < 0) {
        parts.addFirst(text);
      } else if (options.index() >= parts.size()) {
        parts.add(text);
      } else {
        parts.set(options.index(), text);
      }
      text = String.join(options.delimiter(), parts);
    }
    return field instanceof ScalarNode scalar ? scalar.withText(text) : value;
  }
}
