package dev.tend.render.kustomize;

import java.util.Map;
import java.util.Set;

/** The names that fields of a kustomization may have. */
final class KustomizationFields {
  private static final Set<String> SELECTOR =
      Set.of(
          "group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector");
  private static final Set<String> GENERATOR_OPTIONS =
      Set.of("labels", "annotations", "disableNameSuffixHash", "immutable");
  private static final Set<String> CONFIG_MAP =
      Set.of("name", "namespace", "behavior", "literals", "files", "envs", "env", "options");
  private static final Set<String> SECRET =
      Set.of(
          "name", "namespace", "behavior", "literals", "files", "envs", "env", "options", "type");
  private static final Set<String> PATCH = Set.of("path", "patch", "target", "options");
  private static final Set<String> IMAGE =
      Set.of("name", "newName", "newTag", "tagSuffix", "digest");
  private static final Set<String> FIELD_SPEC =
      Set.of("group", "version", "kind", "path", "create");
  private static final Set<String> REPLACEMENT_OPTIONS =
      Set.of("delimiter", "index", "encoding", "create");
  private static final Set<String> ROOT =
      Set.of(
          "apiVersion",
          "kind",
          "metadata",
          "openapi",
          "namePrefix",
          "nameSuffix",
          "namespace",
          "commonLabels",
          "labels",
          "commonAnnotations",
          "patchesStrategicMerge",
          "patchesJson6902",
          "patches",
          "images",
          "imageTags",
          "replacements",
          "replicas",
          "vars",
          "sortOptions",
          "resources",
          "components",
          "crds",
          "bases",
          "configMapGenerator",
          "secretGenerator",
          "helmGlobals",
          "helmCharts",
          "helmChartInflationGenerator",
          "generatorOptions",
          "configurations",
          "generators",
          "transformers",
          "validators",
          "buildMetadata");

  private static final Map<String, Set<String>> LISTS =
      Map.of(
          "labels", Set.of("pairs", "includeSelectors", "includeTemplates", "fields"),
          "patches", PATCH,
          "patchesJson6902", PATCH,
          "images", IMAGE,
          "imageTags", IMAGE,
          "replicas", Set.of("name", "count"),
          "vars", Set.of("name", "objref", "fieldref"),
          "configMapGenerator", CONFIG_MAP,
          "secretGenerator", SECRET);

  private KustomizationFields() {}

  static void check(Section root) {
    root.allowOnly(ROOT);
    LISTS.forEach((name, fields) -> root.sections(name).forEach(entry -> entry.allowOnly(fields)));
    root.section("metadata").allowOnly(Set.of("name", "namespace", "labels", "annotations"));
    root.section("generatorOptions").allowOnly(GENERATOR_OPTIONS);
    root.section("sortOptions")
        .allowOnly(Set.of("order", "legacySortOptions"))
        .section("legacySortOptions")
        .allowOnly(Set.of("orderFirst", "orderLast"));
    for (String generator : Set.of("configMapGenerator", "secretGenerator")) {
      root.sections(generator)
          .forEach(entry -> entry.section("options").allowOnly(GENERATOR_OPTIONS));
    }
    for (String patches : Set.of("patches", "patchesJson6902")) {
      for (Section patch : root.sections(patches)) {
        patch.section("target").allowOnly(SELECTOR);
        patch.section("options").allowOnly(Set.of("allowNameChange", "allowKindChange"));
      }
    }
    root.sections("labels")
        .forEach(labels -> labels.sections("fields").forEach(spec -> spec.allowOnly(FIELD_SPEC)));
    for (Section var : root.sections("vars")) {
      var.section("objref")
          .allowOnly(Set.of("apiVersion", "group", "version", "kind", "name", "namespace"));
      var.section("fieldref").allowOnly(Set.of("fieldPath"));
    }
    root.sections("replacements").forEach(KustomizationFields::checkReplacement);
  }

  private static void checkReplacement(Section replacement) {
    replacement.allowOnly(Set.of("source", "targets", "sourceValue", "path"));
    Section source = replacement.section("source");
    source.allowOnly(
        Set.of("group", "version", "kind", "name", "namespace", "fieldPath", "options"));
    source.section("options").allowOnly(REPLACEMENT_OPTIONS);
    for (Section target : replacement.sections("targets")) {
      target.allowOnly(Set.of("select", "reject", "fieldPaths", "options"));
      target.section("select").allowOnly(SELECTOR);
      target.sections("reject").forEach(reject -> reject.allowOnly(SELECTOR));
      target.section("options").allowOnly(REPLACEMENT_OPTIONS);
    }
  }
}
