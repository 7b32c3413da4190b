package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.List;

/** Puts a prefix before names, or a suffix behind them. */
public final class Affix implements Transformer {
  private static final String NAME = "metadata/name";
  private static final List<Gvk> SKIPPED =
      List.of(
          new Gvk("", "", "CustomResourceDefinition"),
          new Gvk("apiregistration.k8s.io", "", "APIService"),
          new Gvk("", "", "Namespace"));

  private final String prefix;
  private final String suffix;
  private final List<FieldSpec> specs;

  private Affix(String prefix, String suffix, List<FieldSpec> specs) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.specs = List.copyOf(specs);
  }

  public static Affix prefix(String text, List<FieldSpec> specs) {
    return new Affix(text, "", specs);
  }

  public static Affix suffix(String text, List<FieldSpec> specs) {
    return new Affix("", text, specs);
  }

  @Override
  public void apply(ResourceMap resources) {
    for (Resource resource : resources.resources()) {
      Gvk original = resource.originalId().gvk();
      if (SKIPPED.stream().anyMatch(original::isSelectedBy)) {
        continue;
      }
      for (FieldSpec spec : specs) {
        if (!original.isSelectedBy(spec.gvk())) {
          continue;
        }
        if (spec.path().equals(NAME)) {
          resource.history().addPrefix(prefix);
          resource.history().addSuffix(suffix);
          if (!prefix.isEmpty() || !suffix.isEmpty()) {
            resource.rememberId();
          }
        }
        new FieldEdit(spec, FieldEdit.Missing.TEXT, this::affixed).apply(resource);
      }
    }
  }

  private Node affixed(Node node) {
    ScalarNode value = ScalarNode.untagged(prefix + FieldEdit.text(node) + suffix);
    return FieldEdit.scalar(value).apply(node);
  }
}
