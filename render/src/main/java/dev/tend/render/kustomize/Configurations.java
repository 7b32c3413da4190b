package dev.tend.render.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.FieldSpecs;
import dev.tend.render.kustomize.model.FieldSpecs.NameReference;
import dev.tend.render.kustomize.model.FieldSpecs.Step;
import dev.tend.render.kustomize.model.Gvk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields a kustomization adds to those that steps look at. */
final class Configurations {
  private static final Set<String> SPEC = Set.of("group", "version", "kind", "path", "create");

  private final Root root;

  Configurations(Root root) {
    this.root = root;
  }

  /** Those of {@code configurations} and {@code crds}. */
  FieldSpecs read(Section kustomization) {
    FieldSpecs all = FieldSpecs.NONE;
    for (FieldSpecs more :
        kustomization.locatedEach(
            "configurations", path -> specs(ConfigFile.read(root.text(path)).section()))) {
      all = all.and(more);
    }
    for (FieldSpecs more :
        kustomization.locatedEach("crds", path -> crds(ConfigFile.read(root.text(path))))) {
      all = all.and(more);
    }
    return all;
  }

  private static FieldSpecs specs(Section file) {
    Set<String> names = new HashSet<>(Set.of("nameReference"));
    Map<Step, List<FieldSpec>> steps = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      names.add(step.field());
      file.sections(step.field()).forEach(spec -> spec.allowOnly(SPEC));
      steps.put(step, Parts.fieldSpecs(file, step.field()));
    }
    file.allowOnly(names);
    List<NameReference> references = new ArrayList<>();
    for (Section entry : file.sections("nameReference")) {
      entry.allowOnly(Set.of("group", "version", "kind", "fieldSpecs"));
      entry.sections("fieldSpecs").forEach(spec -> spec.allowOnly(SPEC));
      references.add(new NameReference(Parts.gvk(entry), Parts.fieldSpecs(entry, "fieldSpecs")));
    }
    return new FieldSpecs(steps, references);
  }

  /** What OpenAPI definitions of custom kinds say about their fields. */
  private static FieldSpecs crds(ConfigFile file) {
    Found found = new Found(file.content());
    file.content()
        .properties()
        .forEach(
            definition -> {
              JsonNode fields = properties(definition.getValue());
              if (fields.has("kind") && fields.has("apiVersion") && fields.has("metadata")) {
                String name = definition.getKey();
                String kind = name.substring(name.lastIndexOf('.') + 1);
                found.search(new Gvk("", "", kind), name, List.of());
              }
            });
    return new FieldSpecs(found.steps, found.references);
  }

  private static JsonNode properties(JsonNode definition) {
    return definition.path("Schema").has("properties")
        ? definition.path("Schema").path("properties")
        : definition.path("schema").path("properties");
  }

  private static final class Found {
    private static final int DEEPEST = 50;

    private final JsonNode definitions;
    private final Map<Step, List<FieldSpec>> steps = new EnumMap<>(Step.class);
    private final List<NameReference> references = new ArrayList<>();

    private Found(JsonNode definitions) {
      this.definitions = definitions;
    }

    private void search(Gvk gvk, String type, List<String> path) {
      if (path.size() > DEEPEST) {
        return; // a type that holds itself
      }
      properties(definitions.path(type))
          .properties()
          .forEach(
              property -> {
                List<String> here = new ArrayList<>(path);
                here.add(property.getKey());
                field(gvk, property.getValue(), here);
              });
    }

    private void field(Gvk gvk, JsonNode property, List<String> path) {
      FieldSpec spec = new FieldSpec(gvk, String.join("/", path), false);
      if (property.has("x-kubernetes-annotation")) {
        add(Step.COMMON_ANNOTATIONS, spec);
      }
      if (property.has("x-kubernetes-label-selector")) {
        add(Step.COMMON_LABELS, spec);
      }
      if (property.has("x-kubernetes-identity")) {
        add(Step.NAME_PREFIX, spec);
      }
      if (property.has("x-kubernetes-object-ref-api-version")
          && property.has("x-kubernetes-object-ref-kind")) {
        Gvk target =
            new Gvk(
                "",
                property.path("x-kubernetes-object-ref-api-version").asText(),
                property.path("x-kubernetes-object-ref-kind").asText());
        String key = property.path("x-kubernetes-object-ref-name-key").asText("name");
        FieldSpec named = new FieldSpec(gvk, spec.path() + "/" + key, false);
        references.add(new NameReference(target, List.of(named)));
      }
      if (property.has("$ref")) {
        search(gvk, property.path("$ref").asText(), path);
      }
    }

    private void add(Step step, FieldSpec spec) {
      steps.computeIfAbsent(step, key -> new ArrayList<>()).add(spec);
    }
  }
}
