package dev.tend.render.kustomize;

import dev.tend.manifest.FieldPath;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.FieldSpecs;
import dev.tend.render.kustomize.model.FieldSpecs.Step;
import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.World;
import dev.tend.render.kustomize.transform.Affix;
import dev.tend.render.kustomize.transform.ImageSetter;
import dev.tend.render.kustomize.transform.Labels;
import dev.tend.render.kustomize.transform.NamespaceSetter;
import dev.tend.render.kustomize.transform.Replacement;
import dev.tend.render.kustomize.transform.Replacements;
import dev.tend.render.kustomize.transform.ReplicaSetter;
import dev.tend.render.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The steps that the fields of a kustomization ask for, in the order in which they run. */
final class Steps {
  static final FieldSpec OWN_LABELS = new FieldSpec(Gvk.ANY, "metadata/labels", true);

  /**
   * A step.
   *
   * @param kind kustomize's name of it
   */
  record Named(String kind, Transformer transformer) {}

  private final Layer layer;
  private final FieldSpecs specs;
  private final Patches patches;
  private final List<Named> steps = new ArrayList<>();

  private Steps(Layer layer, FieldSpecs specs, World world) {
    this.layer = layer;
    this.specs = specs;
    this.patches = new Patches(layer.root(), world);
  }

  static List<Named> of(Layer layer, FieldSpecs specs, World world) {
    Steps steps = new Steps(layer, specs, world);
    steps.addAll();
    return steps.steps;
  }

  private void addAll() {
    Section fields = layer.fields();
    if (!fields.texts("patchesStrategicMerge").isEmpty()) {
      add(
          "PatchStrategicMergeTransformer",
          fields,
          "patchesStrategicMerge",
          () -> patches.strategic(fields, "patchesStrategicMerge"));
    }
    addEach("PatchTransformer", fields.sections("patches"), patches::either);
    String namespace = fields.text("namespace");
    if (!namespace.isEmpty()) {
      NamespaceSetter setter =
          new NamespaceSetter(
              namespace, specs.of(Step.NAMESPACE), false, NamespaceSetter.Subjects.NAMED_DEFAULT);
      add("NamespaceTransformer", fields, "namespace", () -> setter);
    }
    String prefix = fields.text("namePrefix");
    if (!prefix.isEmpty()) {
      Affix affix = Affix.prefix(prefix, specs.of(Step.NAME_PREFIX));
      add("PrefixTransformer", fields, "namePrefix", () -> affix);
    }
    String suffix = fields.text("nameSuffix");
    if (!suffix.isEmpty()) {
      Affix affix = Affix.suffix(suffix, specs.of(Step.NAME_SUFFIX));
      add("SuffixTransformer", fields, "nameSuffix", () -> affix);
    }
    addLabels(fields);
    addEach(
        "PatchJson6902Transformer",
        fields.sections("patchesJson6902"),
        entry -> patches.json(entry, "patch"));
    addEach(
        "ReplicaCountTransformer",
        fields.sections("replicas"),
        entry ->
            new ReplicaSetter(entry.text("name"), entry.number("count"), specs.of(Step.REPLICAS)));
    addEach(
        "ImageTagTransformer",
        layer.sections("images", "imageTags"),
        entry -> new ImageSetter(Parts.image(entry), specs.of(Step.IMAGES)));
    addReplacements(fields);
  }

  private void addLabels(Section fields) {
    Map<String, String> common = fields.map("commonLabels");
    List<Section> labels = fields.sections("labels");
    addEach("LabelTransformer", labels, this::labels);
    if (!common.isEmpty() || !labels.isEmpty()) {
      Labels setter = new Labels(common, specs.of(Step.COMMON_LABELS));
      add("LabelTransformer", fields, "commonLabels", () -> setter);
    }
    Map<String, String> annotations = fields.map("commonAnnotations");
    if (!annotations.isEmpty()) {
      Labels setter = new Labels(annotations, specs.of(Step.COMMON_ANNOTATIONS));
      add("AnnotationsTransformer", fields, "commonAnnotations", () -> setter);
    }
  }

  private Transformer labels(Section entry) {
    List<FieldSpec> all =
        FieldSpec.merged(Parts.fieldSpecs(entry, "fields"), specs.of(Step.LABELS));
    if (entry.flag("includeSelectors")) {
      all = FieldSpec.merged(all, specs.of(Step.COMMON_LABELS));
    } else {
      if (entry.flag("includeTemplates")) {
        all = FieldSpec.merged(all, specs.of(Step.TEMPLATE_LABELS));
      }
      all = FieldSpec.merged(all, List.of(OWN_LABELS));
    }
    return new Labels(entry.map("pairs"), all);
  }

  private void addReplacements(Section fields) {
    List<Section> entries = fields.sections("replacements");
    if (!entries.isEmpty()) {
      Replacements all = new Replacements(replacements(entries, layer.root()));
      add("ReplacementTransformer", fields, "replacements", () -> all);
    }
  }

  /** Those in place, and those in files. */
  static List<Replacement> replacements(List<Section> entries, Root root) {
    List<Replacement> all = new ArrayList<>();
    for (Section entry : entries) {
      String path = entry.text("path");
      if (path.isEmpty()) {
        all.add(entry.located(() -> Parts.replacement(entry)));
      } else if (entry.section("source").isPresent() || entry.has("targets")) {
        throw entry.wrong("path", "stands with a replacement in place: one of them is too many");
      } else {
        all.addAll(
            entry.located(
                "path",
                () ->
                    ConfigFile.read(root.text(path)).entries().stream()
                        .map(Parts::replacement)
                        .toList()));
      }
    }
    return all;
  }

  private interface StepReader {
    Transformer read(Section entry);
  }

  private void addEach(String kind, List<Section> entries, StepReader reader) {
    for (Section entry : entries) {
      Transformer transformer = entry.located(() -> reader.read(entry));
      steps.add(
          new Named(
              kind,
              resources ->
                  entry.located(
                      () -> {
                        transformer.apply(resources);
                        return FieldPath.ROOT;
                      })));
    }
  }

  private void add(String kind, Section fields, String name, Supplier<Transformer> transformer) {
    Transformer step = fields.located(name, transformer);
    steps.add(
        new Named(
            kind,
            resources ->
                fields.located(
                    name,
                    () -> {
                      step.apply(resources);
                      return FieldPath.ROOT;
                    })));
  }
}
