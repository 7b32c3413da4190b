package dev.tend.render.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.SourceText;
import dev.tend.render.kustomize.load.RepositoryUrl;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.OpenApi;
import dev.tend.render.kustomize.model.Provenance;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.World;
import dev.tend.render.kustomize.transform.Transformer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers the objects of one kustomization and does to them what it asks for. */
final class Accumulation {
  private final Shared shared;
  private final Layer layer;
  private final Optional<Provenance> provenance;
  private final World world;
  private final ResourceReader reader;

  /**
   * @param provenance of the folder, where origins are kept account of
   */
  Accumulation(Shared shared, Layer layer, Optional<Provenance> provenance) {
    this.shared = shared;
    this.layer = layer;
    this.provenance = provenance;
    this.world = shared.world();
    this.reader = new ResourceReader(world);
  }

  /**
   * @param into what a component adds to and changes; empty for kustomizations
   */
  Accumulated run(Accumulated into) {
    Section fields = layer.fields();
    shared.countLayer();
    Helm.refuse(fields);
    shared.warn(Deprecations.in(fields));
    addResources(into, fields, "resources");
    addResources(into, fields, "bases");
    into.addSpecs(shared.defaults().and(new Configurations(layer.root()).read(fields)));
    generate(into, fields);
    fields.locatedEach(
        "components",
        path -> {
          addComponent(into, path);
          return path;
        });
    for (Steps.Named step : Steps.of(layer, into.specs(), world)) {
      step.transformer().apply(into.resources());
      record(into.resources(), builtIn(step.kind()));
      into.resources().dropGone();
    }
    transform(into, fields);
    validate(into, fields);
    for (Section entry : fields.sections("vars")) {
      Var var = Var.from(entry);
      entry.located(
          () -> {
            into.bind(var);
            into.addVar(var);
            return var;
          });
    }
    return into;
  }

  private void addResources(Accumulated into, Section fields, String name) {
    fields.locatedEach(
        name,
        path -> {
          add(into, path);
          return path;
        });
  }

  /** A file if it is one, else a folder or repository. */
  private void add(Accumulated into, String path) {
    SourceText text = null;
    boolean repository = RepositoryUrl.parse(path).isPresent();
    if (!isFolder(path) && !(repository && isSurelyRepository(path))) {
      try {
        text = layer.root().text(path);
      } catch (RuntimeException e) {
        if (!repository) {
          throw e;
        }
      }
    }
    if (text == null) {
      into.add(base(layer.root().enter(path), path));
      return;
    }
    List<Resource> resources;
    try {
      resources = reader.read(text);
    } catch (BuildFailure e) {
      if (!repository) {
        throw e;
      }
      into.add(base(layer.root().enter(path), path));
      return;
    }
    for (Resource resource : resources) {
      provenance.ifPresent(here -> resource.history().setProvenance(below(here, path)));
      into.resources().append(resource);
    }
  }

  private boolean isFolder(String path) {
    try {
      return Files.isDirectory(layer.root().folder().resolve(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether there is no need to ask the web first. */
  private static boolean isSurelyRepository(String path) {
    return !path.startsWith("http") || path.contains("?ref=") || path.contains(".git");
  }

  private Accumulated base(Root root, String path) {
    Optional<Provenance> there = provenance.map(here -> below(here, path));
    return shared.base(
        root,
        there.isPresent(),
        () -> {
          Layer base = Layer.load(root);
          if (base.isComponent()) {
            throw new BuildFailure(
                path + " is a component, and a kustomization is needed",
                "Name it under components");
          }
          useOpenApi(base);
          return new Accumulation(shared, base, there).run(new Accumulated(world));
        });
  }

  private void addComponent(Accumulated into, String path) {
    Root root = layer.root().enter(path);
    Layer component = Layer.load(root);
    if (!component.isComponent()) {
      throw new BuildFailure(
          path + " is a kustomization, and a component is needed",
          "Name it under resources, or write kind: Component in it");
    }
    useOpenApi(component);
    new Accumulation(shared, component, provenance.map(here -> below(here, path))).run(into);
  }

  /** Takes the kinds that the kustomization brings, unless one above it has brought others. */
  void useOpenApi(Layer from) {
    Map<String, String> openApi = from.fields().map("openapi");
    String version = openApi.getOrDefault("version", "");
    String path = openApi.getOrDefault("path", "");
    if (!path.isEmpty() && !version.isEmpty()) {
      throw from.fields().wrong("openapi", "has both a version and a path: keep one of them");
    }
    if (!version.isEmpty() && !version.equals(OpenApi.VERSION)) {
      throw from.fields().wrong("openapi", "can only be of version " + OpenApi.VERSION);
    }
    if (!path.isEmpty()) {
      JsonNode content =
          from.fields().located("openapi", () -> ConfigFile.read(from.root().text(path)).content());
      world.openApi().use(content);
      shared.keepNothing();
    } else if (!version.isEmpty()) {
      world.openApi().useBuiltIn();
    }
  }

  private void generate(Accumulated into, Section fields) {
    Section options = fields.section("generatorOptions");
    for (Section entry : fields.sections("configMapGenerator")) {
      Generator generator = new Generator(entry, options, layer.root(), world);
      absorb(into, entry, generator.configMap(), "ConfigMapGenerator");
    }
    for (Section entry : fields.sections("secretGenerator")) {
      Generator generator = new Generator(entry, options, layer.root(), world);
      absorb(into, entry, generator.secret(), "SecretGenerator");
    }
    Plugins plugins = new Plugins(layer.root(), world);
    for (Resource config : configs(fields, "generators")) {
      Provenance by = configured(config);
      for (Resource generated : plugins.generate(config)) {
        originate(generated, by);
        into.resources().absorb(generated);
      }
    }
  }

  private void absorb(Accumulated into, Section entry, Resource generated, String kind) {
    originate(generated, builtIn(kind));
    entry.located(
        () -> {
          into.resources().absorb(generated);
          return kind;
        });
  }

  private static void originate(Resource generated, @Nullable Provenance by) {
    if (generated.history().provenance() == null) {
      generated.history().setProvenance(by);
    }
  }

  private void transform(Accumulated into, Section fields) {
    Plugins plugins = new Plugins(layer.root(), world);
    List<Steps.Named> steps = new ArrayList<>();
    List<Resource> configs = configs(fields, "transformers");
    for (Resource config : configs) {
      steps.add(new Steps.Named(config.kind(), plugins.transformer(config)));
    }
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).transformer().apply(into.resources());
      record(into.resources(), configured(configs.get(i)));
      into.resources().dropGone();
    }
  }

  private void validate(Accumulated into, Section fields) {
    Plugins plugins = new Plugins(layer.root(), world);
    for (Resource config : configs(fields, "validators")) {
      Transformer validator = plugins.transformer(config);
      ResourceMap before = into.resources().copy();
      validator.apply(into.resources());
      Validation.refuseChanges(config, before, into.resources());
    }
  }

  /** Objects that configure generators or transformers: in place, in files or in folders. */
  private List<Resource> configs(Section fields, String name) {
    Accumulated configs = new Accumulated(world);
    List<String> paths = new ArrayList<>();
    fields.locatedEach(
        name,
        entry -> {
          if (entry.indexOf('\n') < 0 && !entry.contains("kind:")) {
            paths.add(entry);
            return entry;
          }
          for (Resource config :
              reader.read(new SourceText(layer.fields().origin().source().name(), entry))) {
            provenance.ifPresent(here -> config.history().setProvenance(below(here, layer.file())));
            configs.resources().append(config);
          }
          return entry;
        });
    for (String path : paths) {
      fields.located(
          name,
          () -> {
            add(configs, path);
            return path;
          });
    }
    return configs.resources().resources();
  }

  private void record(ResourceMap resources, @Nullable Provenance by) {
    if (by == null) {
      return;
    }
    for (Resource resource : resources.resources()) {
      if (resource.history().provenance() == null) {
        resource.history().setProvenance(by);
      } else {
        resource.history().transformations().add(by);
      }
    }
  }

  private @Nullable Provenance builtIn(String kind) {
    return provenance
        .map(
            here ->
                configuredIn(
                    here, join(here.path(), layer.file()), Provenance.Configurer.builtin(kind)))
        .orElse(null);
  }

  private @Nullable Provenance configured(Resource config) {
    Provenance from = config.history().provenance();
    if (from == null) {
      return null;
    }
    Provenance.Configurer by =
        new Provenance.Configurer(
            config.apiVersion(), config.kind(), config.name(), config.namespace());
    return configuredIn(from, from.path(), by);
  }

  private static Provenance configuredIn(Provenance from, String file, Provenance.Configurer by) {
    return new Provenance("", from.repo(), from.ref(), file, by);
  }

  private static Provenance below(Provenance here, String path) {
    return RepositoryUrl.parse(path)
        .map(
            url ->
                new Provenance(
                    join("", url.path()), url.cloneUrl(), url.ref(), "", here.configuredBy()))
        .orElseGet(
            () ->
                new Provenance(
                    join(here.path(), path),
                    here.repo(),
                    here.ref(),
                    here.configuredIn(),
                    here.configuredBy()));
  }

  private static String join(String folder, String path) {
    return Path.of(folder, path).normalize().toString();
  }
}
