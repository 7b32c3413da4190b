package dev.tend.render;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceLocation;
import dev.tend.manifest.SourceText;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.SchemaCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Renders sources into manifests. */
public final class Renderer {
  private static final Duration WEB_TIMEOUT = Duration.ofSeconds(30);

  private final RenderContext context;
  private final SchemaCatalog catalog;
  private final Lazy<KustomizationRenderer> kustomizations;

  /** With the schemas that tend carries. */
  public Renderer(RenderContext context) {
    this(context, BuiltInSchemas.load());
  }

  /**
   * @param catalog says which kinds live in namespaces, and what type a field has that a variable
   *     fills
   */
  public Renderer(RenderContext context, SchemaCatalog catalog) {
    this.context = context;
    this.catalog = catalog;
    this.kustomizations =
        new Lazy<>(() -> new KustomizationRenderer(context.kustomize(), WEB_TIMEOUT));
  }

  /** All sources, in the order given. Two manifests of one identity are a problem. */
  public Rendered render(List<Source> sources) {
    if (sources.stream().filter(Source.Stdin.class::isInstance).count() > 1) {
      throw new KnownFailure("Reading <stdin>: standard input is named twice", "Name - once");
    }
    List<AppRenderer.Gathered> gathered = sources.stream().map(this::gather).toList();
    List<Manifest> all =
        gathered.stream().flatMap(part -> part.batch().manifests().stream()).toList();
    SchemaCatalog known = Namespaces.withCrds(catalog, all);
    List<Manifest> manifests = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (AppRenderer.Gathered part : gathered) {
      problems.addAll(part.batch().problems());
      manifests.addAll(finished(part, known, problems, names));
      part.app().ifPresent(app -> names.addAll(app.variables().keySet()));
    }
    refuseUnused(names);
    problems.addAll(duplicates(manifests));
    List<AppSpec> apps = gathered.stream().flatMap(part -> part.app().stream()).toList();
    Optional<AppSpec> app = apps.size() == 1 ? Optional.of(apps.getFirst()) : Optional.empty();
    return new Rendered(manifests, app, problems);
  }

  private AppRenderer.Gathered gather(Source source) {
    return switch (source) {
      case Source.PlainFiles files -> plain(new PlainFilesRenderer(Optional.empty()).render(files));
      case Source.Stdin stdin -> plain(read(Reading.stream(stdin.name(), context.stdin())));
      case Source.Web web -> plain(read(new WebDocuments(WEB_TIMEOUT).fetch(web)));
      case Source.Kustomization folder ->
          plain(kustomizations.get().render(folder, Optional.empty()));
      case Source.Chart chart -> plain(new ChartRenderer().render(chart));
      case Source.App app -> new AppRenderer(context, kustomizations).gather(app);
    };
  }

  private static Batch read(SourceText text) {
    SourceLocation place = new SourceLocation(text.name(), 1, 0, 0);
    String message = text.name() + " holds no manifest";
    return Batch.read(text)
        .orNothing(Problem.error("render/nothing", place, FieldPath.ROOT, message, ""));
  }

  private AppRenderer.Gathered plain(Batch batch) {
    return new AppRenderer.Gathered(Optional.empty(), context.variables(), Map.of(), batch);
  }

  /**
   * With variables replaced and namespaces filled in. Plain sources are left as they are unless
   * somebody gives variables: their texts may hold {@code ${...}} of their own.
   */
  private List<Manifest> finished(
      AppRenderer.Gathered part,
      SchemaCatalog known,
      List<Problem> problems,
      Set<String> mentioned) {
    boolean substitutes = part.app().isPresent() || !context.variables().isEmpty();
    Variables variables = new Variables(part.variables(), part.typed(), known, problems, mentioned);
    Optional<String> namespace = part.app().flatMap(AppSpec::namespace);
    List<Manifest> finished = new ArrayList<>();
    for (Manifest manifest : part.batch().manifests()) {
      Manifest whole = substitutes ? variables.substitute(manifest) : manifest;
      finished.add(namespace.map(n -> Namespaces.fill(whole, n, known)).orElse(whole));
    }
    return finished;
  }

  /** A mistyped name would leave what it was meant for as it is, and nobody would know. */
  private void refuseUnused(Set<String> names) {
    for (String name : new TreeSet<>(context.variables().keySet())) {
      if (!names.contains(name)) {
        String near = NearMiss.hint(name, names);
        String known = names.isEmpty() ? "" : "Known are " + String.join(", ", names);
        throw new KnownFailure(
            "Setting the variable " + name + ": no source mentions ${" + name + "}",
            near.isEmpty() ? known : near);
      }
    }
  }

  private static List<Problem> duplicates(List<Manifest> manifests) {
    List<Problem> problems = new ArrayList<>();
    Map<ResourceId, Manifest> seen = new HashMap<>();
    for (Manifest manifest : manifests) {
      Manifest first =
          manifest.id().name().isEmpty() ? null : seen.putIfAbsent(manifest.id(), manifest);
      if (first != null) {
        FieldPath name = FieldPath.of("metadata", "name");
        problems.add(
            Problem.error(
                "render/duplicate",
                manifest.origin().locate(name),
                name,
                manifest.id() + " stands twice; first in " + first.origin().locate(name),
                "Remove or rename one of them"));
      }
    }
    return problems;
  }
}
