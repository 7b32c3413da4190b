package dev.tend.cli;

import dev.tend.apply.AppPlanner;
import dev.tend.apply.Applier;
import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyOptions;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.DeleteOptions;
import dev.tend.apply.Deleter;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.cli.output.ProblemPrinter;
import dev.tend.cli.output.ReportSummary;
import dev.tend.diff.Plan;
import dev.tend.diff.Scoping;
import dev.tend.diff.TreeDiff;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.render.AppSpec;
import dev.tend.render.RenderContext;
import dev.tend.render.Rendered;
import dev.tend.render.Renderer;
import dev.tend.render.Source;
import dev.tend.render.Sources;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.ManifestValidator;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.ValidationReport;
import dev.tend.schema.Verdict;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The one line that every command is a prefix of: sources become manifests, manifests are checked,
 * compared with the cluster, applied, and followed until they are ready.
 */
public final class Pipeline {
  private final Session session;
  private final SchemaCatalog catalog = BuiltInSchemas.load();

  public Pipeline(Session session) {
    this.session = session;
  }

  /** Sources into manifests. */
  public Rendered render(List<String> words, Map<String, String> variables) {
    if (words.isEmpty()) {
      throw new KnownFailure("no source is named", "name a file, a folder, a URL, or - for stdin");
    }
    List<Source> sources = new ArrayList<>();
    for (String word : words) {
      sources.add(Sources.detect(word, session.environment().workingDirectory()));
    }
    return render(sources, new RenderContext(session.environment().in(), variables));
  }

  /** A folder of a checkout into manifests; it may reach as far as the checkout's root. */
  public Rendered renderBelow(Path root, Path folder) {
    Source source = Sources.detect(folder.toString(), root);
    InputStream none = InputStream.nullInputStream();
    return render(List.of(source), new RenderContext(none, Map.of(), Optional.of(root)));
  }

  private Rendered render(List<Source> sources, RenderContext context) {
    return new Renderer(context, catalog).render(sources);
  }

  /** What validation may pass over. */
  public record ValidationOptions(Set<String> skippedKinds, boolean ignoreMissingSchemas) {
    public ValidationOptions {
      skippedKinds = Set.copyOf(skippedKinds);
    }
  }

  /** Manifests against their schemas, offline. */
  public ValidationReport validate(Rendered rendered, ValidationOptions options) {
    ManifestValidator validator = new ManifestValidator(withCrds(rendered.manifests()));
    List<Verdict> verdicts = new ArrayList<>();
    for (Manifest manifest : rendered.manifests()) {
      verdicts.add(verdict(validator, manifest, options));
    }
    return new ValidationReport(verdicts, rendered.problems());
  }

  /** The catalog, and what the CRDs among the manifests declare. */
  private SchemaCatalog withCrds(List<Manifest> manifests) {
    return CustomResourceSchemas.with(
        catalog,
        manifests.stream()
            .filter(manifest -> manifest.id().group().equals("apiextensions.k8s.io"))
            .filter(manifest -> manifest.id().kind().equals("CustomResourceDefinition"))
            .map(Manifest::content)
            .toList());
  }

  private static Verdict verdict(
      ManifestValidator validator, Manifest manifest, ValidationOptions options) {
    if (options.skippedKinds().contains(manifest.id().kind())) {
      return new Verdict.Skipped(manifest, "--skip " + manifest.id().kind());
    }
    Verdict verdict = validator.validate(manifest);
    return verdict instanceof Verdict.Unknown && options.ignoreMissingSchemas()
        ? new Verdict.Skipped(manifest, "no schema is known")
        : verdict;
  }

  /**
   * Whether a rendering may be compared with a cluster. What is wrong with it is printed.
   *
   * @param validate whether to hold it against the schemas, too; kinds without one are fine
   */
  public boolean sound(Rendered rendered, boolean validate) {
    ValidationReport report =
        validate
            ? validate(rendered, new ValidationOptions(Set.of(), true))
            : new ValidationReport(List.of(), rendered.problems());
    ReportSummary summary = ReportSummary.of(report);
    new ProblemPrinter(session.console()).print(summary.problems());
    return !summary.fails(Problem.Severity.ERROR);
  }

  /** One set of manifests against another, offline. */
  public Plan compare(Rendered before, Rendered after) {
    return new TreeDiff(catalog).compare(before.manifests(), after.manifests());
  }

  /** What an app's options come to. */
  public record Settings(
      Optional<String> app,
      Optional<String> appNamespace,
      boolean prune,
      OptionalInt maxDeletions,
      Set<String> pruneConsent,
      boolean forceConflicts,
      int concurrency,
      boolean createNamespace) {
    public Settings {
      pruneConsent = Set.copyOf(pruneConsent);
    }
  }

  /** Manifests against the cluster. */
  public Plan plan(Rendered rendered, Settings settings) {
    AppPlanner.Request request =
        new AppPlanner.Request(
            settings.app(),
            namespace(settings),
            new PruneOptions(settings.prune(), settings.maxDeletions(), settings.pruneConsent()),
            settings.forceConflicts(),
            settings.concurrency(),
            settings.createNamespace());
    return new AppPlanner(session.cluster()).plan(rendered.manifests(), request);
  }

  /** How long to wait after an apply, if at all. */
  public record Waiting(boolean await, Duration limit) {}

  /**
   * Executes a plan.
   *
   * @param consent whether what can't be changed in place may be deleted and made anew
   */
  public ApplyReport apply(
      Plan plan, Settings settings, Waiting waiting, boolean consent, Consumer<ApplyEvent> events) {
    ApplyOptions options =
        new ApplyOptions(
            settings.app(),
            namespace(settings),
            settings.concurrency(),
            waiting.await(),
            waiting.limit(),
            settings.forceConflicts(),
            consent);
    return new Applier(session.cluster(), session.environment().clock())
        .apply(plan, options, events);
  }

  /** What deleting a rendering means: an App goes with all that it ever applied. */
  public Deletion deletionOf(Rendered rendered) {
    Optional<AppSpec> app = rendered.app();
    if (app.isPresent()) {
      return Deletion.ofApp(
          session.cluster(), app.get().name(), session.namespace().or(app.get()::namespace));
    }
    String namespace = session.namespace().orElseGet(session.cluster()::defaultNamespace);
    return new Deletion.OfManifests(
        Scoping.scope(rendered.manifests(), session.cluster()::typeOf, namespace).manifests());
  }

  /** Deletes, in reverse order, and waits. */
  public ApplyReport delete(Deletion deletion, Duration limit, Consumer<ApplyEvent> events) {
    Deleter deleter = new Deleter(session.cluster(), session.environment().clock());
    DeleteOptions options = new DeleteOptions(DeleteOptions.standard().concurrency(), true, limit);
    return switch (deletion) {
      case Deletion.OfManifests(List<Manifest> manifests) ->
          deleter.delete(manifests, options, events);
      case Deletion.OfApp(Ownership owner, var ignored) ->
          deleter.deleteApp(owner.app(), owner.namespace(), options, events);
    };
  }

  /** The user's word, then the App's, then the context's. */
  private String namespace(Settings settings) {
    return session
        .namespace()
        .or(settings::appNamespace)
        .orElseGet(session.cluster()::defaultNamespace);
  }
}
