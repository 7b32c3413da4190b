package dev.tend.cli;

import dev.tend.apply.AppLock;
import dev.tend.apply.AppPlanner;
import dev.tend.apply.Applier;
import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyOptions;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.Apps;
import dev.tend.apply.DeleteOptions;
import dev.tend.apply.Deleter;
import dev.tend.apply.RevisionStore;
import dev.tend.apply.history.Provenance;
import dev.tend.apply.history.Revision;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.cli.output.ProblemPrinter;
import dev.tend.cli.output.ReportSummary;
import dev.tend.diff.Plan;
import dev.tend.diff.PlanLines;
import dev.tend.diff.Planner;
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
    if (words.size() == 1 && GitTrees.names(words.getFirst())) {
      GitTrees.Tree tree = session.gitTrees().tree(words.getFirst());
      return render(
          List.of(tree.source()),
          new RenderContext(session.environment().in(), variables, Optional.of(tree.root())));
    }
    List<Source> sources = new ArrayList<>();
    for (String word : words) {
      sources.add(
          GitTrees.names(word)
              ? session.gitTrees().tree(word).source()
              : Sources.detect(word, session.environment().workingDirectory()));
    }
    return render(sources, new RenderContext(session.environment().in(), variables));
  }

  /**
   * What to compare sources with: {@code git:REF} alone means the same sources at that revision.
   */
  public Rendered renderAgainst(
      List<String> against, List<String> words, Map<String, String> variables) {
    List<String> named = new ArrayList<>();
    for (String word : against) {
      if (GitTrees.names(word) && word.indexOf(':', "git:".length()) < 0) {
        words.forEach(
            path -> named.add(word + ":" + session.gitTrees().pathFromRoot(Path.of(path))));
      } else {
        named.add(word);
      }
    }
    return render(named, variables);
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
      boolean createNamespace,
      List<String> dependsOn) {
    public Settings {
      dependsOn = List.copyOf(dependsOn);
      pruneConsent = Set.copyOf(pruneConsent);
    }
  }

  /** Manifests against the cluster; the server is asked about each that it hasn't yet. */
  public Plan plan(Rendered rendered, Settings settings) {
    return plan(rendered, settings, Planner.Care.ALL);
  }

  /** Manifests against the cluster, to be applied right away. */
  public Plan planToApply(Rendered rendered, Settings settings) {
    return plan(rendered, settings, Planner.Care.FIRST_OF_MANY);
  }

  private Plan plan(Rendered rendered, Settings settings, Planner.Care care) {
    AppPlanner.Request request =
        new AppPlanner.Request(
            settings.app(),
            namespace(settings),
            new PruneOptions(settings.prune(), settings.maxDeletions(), settings.pruneConsent()),
            settings.forceConflicts(),
            settings.concurrency(),
            settings.createNamespace(),
            care);
    return new AppPlanner(session.cluster()).plan(rendered.manifests(), request);
  }

  /** How long to wait after an apply, if at all. */
  public record Waiting(boolean await, Duration limit) {}

  /**
   * What to execute, and how.
   *
   * @param consent whether what can't be changed in place may be deleted and made anew
   */
  public record Order(
      Plan plan, Settings settings, Waiting waiting, boolean consent, Provenance provenance) {}

  /**
   * Keeps others from working on an app; waits while they do.
   *
   * @throws KnownFailure where somebody is still at it when the patience is over
   */
  public Claim claim(Settings settings, Duration patience) {
    return settings.app().map(app -> claim(owner(app, settings), patience)).orElse(Claim.NONE);
  }

  /** The app, and where its inventory lives. */
  public Ownership owner(String app, Settings settings) {
    return new Ownership(app, namespace(settings));
  }

  /** Keeps others from working on what is to be deleted. */
  public Claim claim(Deletion deletion, Duration patience) {
    return switch (deletion) {
      case Deletion.OfApp(Ownership owner, var ignored) -> claim(owner, patience);
      case Deletion.OfManifests ignored -> Claim.NONE;
    };
  }

  /** Keeps others from working on this app. */
  public Claim claim(Ownership owner, Duration patience) {
    AppLock lock =
        new AppLock(session.cluster(), owner, provenances().user(), session.environment().clock());
    lock.acquire(
        patience,
        event -> {
          if (event instanceof ApplyEvent.Noted(String message)) {
            session.console().say(message);
          }
        });
    return new Claim(Optional.of(lock));
  }

  /** Who applies what, for the history of the app. */
  public Provenance provenance(List<String> words) {
    return provenances().of(words);
  }

  private Provenances provenances() {
    return new Provenances(session.environment());
  }

  /** Executes a plan. */
  public ApplyReport apply(Order order, Claim claim, Consumer<ApplyEvent> events) {
    Settings settings = order.settings();
    ApplyOptions options =
        new ApplyOptions(
            settings.app(),
            namespace(settings),
            settings.concurrency(),
            order.waiting().await(),
            order.waiting().limit(),
            settings.forceConflicts(),
            order.consent(),
            settings.dependsOn(),
            order.provenance());
    return new Applier(session.cluster(), session.environment().clock(), claim.lock())
        .apply(order.plan(), options, events);
  }

  /** Writes a plan down, to be applied as it is now. */
  public void save(
      Plan plan,
      Rendered rendered,
      Settings settings,
      String source,
      Duration waitLimit,
      Path file) {
    if (!plan.problems().isEmpty()) {
      return;
    }
    SavedPlan saved =
        new SavedPlan(
            session.cluster().identity(),
            session.environment().clock().instant(),
            namespace(settings),
            settings,
            waitLimit,
            source,
            rendered.manifests(),
            PlanLines.of(plan));
    new PlanFile(session.environment().workingDirectory().resolve(file)).write(saved);
  }

  /**
   * A plan that was written down.
   *
   * @throws KnownFailure where it was made for another cluster
   */
  public SavedPlan savedPlan(Path file) {
    SavedPlan saved = new PlanFile(session.environment().workingDirectory().resolve(file)).read();
    if (!saved.cluster().equals(session.cluster().identity())) {
      throw new KnownFailure(
          "The plan in %s was made for another cluster than %s"
              .formatted(file, session.cluster().description()),
          "--context, --kubeconfig or --sandbox name the cluster");
    }
    return saved;
  }

  /** What a revision of an app consists of. */
  public Rendered revision(Ownership owner, Revision revision) {
    return new Rendered(
        new RevisionStore(session.cluster()).manifests(owner, revision.number()),
        Optional.empty(),
        List.of());
  }

  /** The apps of the cluster. */
  public Apps apps() {
    return new Apps(session.cluster(), session.environment().clock());
  }

  /** What deleting a rendering means: an App goes with all that it ever applied. */
  public Deletion deletionOf(Rendered rendered) {
    Optional<AppSpec> app = rendered.app();
    if (app.isPresent()) {
      return Deletion.ofApp(
          session.cluster(),
          session.environment().clock(),
          app.get().name(),
          session.namespace().or(app.get()::namespace));
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
