package dev.tend.render.kustomize;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpecs;
import dev.tend.render.kustomize.model.FieldSpecs.Step;
import dev.tend.render.kustomize.model.OpenApi;
import dev.tend.render.kustomize.model.Provenance;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.World;
import dev.tend.render.kustomize.transform.HashSuffix;
import dev.tend.render.kustomize.transform.Labels;
import dev.tend.render.kustomize.transform.NameReferences;
import dev.tend.render.kustomize.transform.SortOrder;
import dev.tend.render.kustomize.transform.VarValues;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.TreeJson;
import dev.tend.render.kustomize.tree.UnfitScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds a kustomization: gathers its objects, then lets names and values follow. */
public final class Build {
  private static final String VERSION = "kustomize-v5.8.1";

  /** How objects are ordered where the kustomization does not say. */
  public enum Order {
    /** Namespaces first, webhooks last, the others by kind and name. */
    LEGACY,
    /** As they were found. */
    NONE
  }

  /**
   * What a kustomization came to.
   *
   * @param warnings of what is deprecated, or ambiguous
   */
  public record Result(List<Manifest> manifests, List<Problem> warnings) {
    public Result {
      manifests = List.copyOf(manifests);
      warnings = List.copyOf(warnings);
    }
  }

  private final OpenApi openApi;
  private final FieldSpecs defaults;
  private final Order order;
  private Shared shared;

  public Build(Order order) {
    this.openApi = OpenApi.load();
    this.defaults = FieldSpecs.NONE.and(FieldSpecs.defaults());
    this.order = order;
    this.shared = anew();
  }

  private Shared anew() {
    return new Shared(new World(openApi.fresh()), defaults);
  }

  /**
   * The objects of the kustomization in this folder.
   *
   * @throws BuildFailure where it can't be built
   */
  public Result run(Root root) {
    Layer layer = Layer.load(root);
    if (shared.isSpoiled() || layer.fields().has("openapi")) {
      shared = anew();
    }
    World world = shared.begin().world();
    Section fields = layer.fields();
    List<String> metadata = fields.texts("buildMetadata");
    Optional<Provenance> provenance =
        metadata.isEmpty() ? Optional.empty() : Optional.of(Provenance.HERE);
    Accumulation accumulation = new Accumulation(shared, layer, provenance);
    accumulation.useOpenApi(layer);
    Accumulated all = accumulation.run(new Accumulated(world));
    ResourceMap resources = all.resources();
    new HashSuffix().apply(resources);
    new NameReferences(all.specs().nameReferences()).apply(resources);
    if (!all.vars().isEmpty()) {
      VarValues values = new VarValues(values(all), all.specs().of(Step.VAR_REFERENCE));
      values.apply(resources);
      shared.warn(unused(layer, values));
    }
    dropLocal(resources);
    sort(resources, fields);
    if (metadata.contains("managedByLabel")) {
      new Labels(Map.of("app.kubernetes.io/managed-by", VERSION), List.of(Steps.OWN_LABELS))
          .apply(resources);
    }
    Annotations annotations = new Annotations(metadata);
    List<Manifest> manifests = new ArrayList<>();
    for (Resource resource : resources.resources()) {
      annotations.finish(resource);
      manifests.add(manifest(resource));
    }
    return new Result(manifests, shared.takeWarnings());
  }

  private static List<Problem> unused(Layer layer, VarValues values) {
    if (values.unused().isEmpty()) {
      return List.of();
    }
    return List.of(
        Problem.warning(
            "kustomize/unused-var",
            layer.fields().origin().locate(FieldPath.of("vars")),
            FieldPath.of("vars"),
            "Nothing takes the value of " + String.join(", ", values.unused()),
            "Fields that take vars are named under varReference, in a file of configurations"));
  }

  private static Manifest manifest(Resource resource) {
    try {
      return Manifest.of(TreeJson.object(resource.root()), resource.source());
    } catch (UnfitScalar e) {
      throw new BuildFailure(resource.id() + " can't be written: " + e.getMessage());
    }
  }

  private static Map<String, Node> values(Accumulated all) {
    Map<String, Node> values = new HashMap<>();
    for (Var var : all.vars().values()) {
      Node value = null;
      for (Resource resource : all.resources().resources()) {
        if (value == null && resource.history().varNames().contains(var.name())) {
          value = VarValues.value(resource, var.fieldPath());
        }
      }
      if (value == null) {
        throw new BuildFailure(
            "The var " + var.name() + " means no object: there is no " + var.object());
      }
      values.put(var.name(), value);
    }
    return values;
  }

  private static void dropLocal(ResourceMap resources) {
    Set<Resource> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Resource resource : resources.resources()) {
      String local = resource.annotations().get("config.kubernetes.io/local-config");
      if (local == null || local.equals("false")) {
        kept.add(resource);
      }
    }
    if (kept.size() < resources.size()) {
      resources.retain(kept);
    }
  }

  private void sort(ResourceMap resources, Section fields) {
    Section options = fields.section("sortOptions");
    if (!options.isPresent()) {
      if (order == Order.LEGACY) {
        SortOrder.legacy().apply(resources);
      }
      return;
    }
    Section legacy = options.section("legacySortOptions");
    switch (options.text("order")) {
      case "legacy" -> {
        SortOrder sort =
            legacy.isPresent()
                ? new SortOrder(legacy.texts("orderFirst"), legacy.texts("orderLast"))
                : SortOrder.legacy();
        sort.apply(resources);
      }
      case "fifo" -> {
        if (legacy.isPresent()) {
          throw options.wrong("legacySortOptions", "stands with the order fifo");
        }
      }
      default -> throw options.wrong("order", "must be fifo or legacy");
    }
  }
}
