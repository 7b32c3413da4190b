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
import dev.tend.diff.Check;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import dev.tend.diff.Planner;
import dev.tend.diff.Scoping;
import dev.tend.diff.TreeDiff;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.render.AppSpec;
import dev.tend.render.Rendered;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.ValidationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one line that every command is a prefix of: sources become manifests, manifests are checked,
 * compared with the cluster, applied, and followed until they are ready.
 */
public final class Pipeline {
  private final Session session;
  private final SchemaCatalog catalog = BuiltInSchemas.load();
  private final Rendering rendering;
  private final Checking checking;

  public Pipeline(Session session) {
    this.session = session;
    this.rendering = new Rendering(session, catalog);
    this.checking = new Checking(session, catalog);
  }

  /** Sources into manifests. */
  public Rendered render(List<String> words, Map<String, String> variables) {
    return rendering.render(words, variables);
  }

  /** Sources into manifests, kustomizations among them built as the user wants. */
  public Rendered render(
      List<String> words, Map<String, String> variables, KustomizeChoice kustomizations) {
    return rendering.render(words, variables, kustomizations);
  }

  /**
   * What to compare sources with: {@code git:REF} alone means the same sources at that revision.
   */
  public Rendered renderAgainst(
      List<String> against, List<String> words, Map<String, String> variables) {
    return rendering.renderAgainst(against, words, variables);
  }

  /** A folder of a checkout into manifests; it may reach as far as the checkout's root. */
  public Rendered renderBelow(Path root, Path folder) {
    return rendering.renderBelow(root, folder);
  }

  /** Manifests against their schemas, offline. */
  public ValidationReport validate(Rendered rendered, Validation options) {
    return checking.validate(rendered, options);
  }

  /**
   * Whether a rendering may be compared with a cluster. What is wrong with it is printed.
   *
   * @param validate whether to hold it against the schemas, too; kinds without one are fine
   */
  public boolean sound(Rendered rendered, boolean validate) {
    return checking.sound(rendered, validate);
  }

  /**
   * Whether a rendering has the form that planning relies on; what is wrong with it is printed.
   *
   * @param validate whether to hold it against the schemas, too; kinds without one are fine
   * @return what else to ask of each manifest that would be sent; empty where it isn't well-formed
   */
  public Optional<Check> wellFormed(Rendered rendered, boolean validate) {
    return checking.wellFormed(rendered, validate);
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
      Force force,
      int concurrency,
      boolean createNamespace,
      List<String> dependsOn) {
    public Settings {
      dependsOn = List.copyOf(dependsOn);
      pruneConsent = Set.copyOf(pruneConsent);
    }

    /** The user's word, then the App's, then the context's. */
    String namespace(Session session) {
      return session
          .namespace()
          .or(this::appNamespace)
          .orElseGet(session.cluster()::defaultNamespace);
    }
  }

  /** Manifests against the cluster; the server is asked about each that it hasn't yet. */
  public Plan plan(Rendered rendered, Settings settings, Check check) {
    return plan(rendered, settings, Planner.Care.ALL, check);
  }

  /** Manifests against the cluster, to be applied right away. */
  public Plan planToApply(Rendered rendered, Settings settings, Check check) {
    return plan(rendered, settings, Planner.Care.FIRST_OF_MANY, check);
  }

  private Plan plan(Rendered rendered, Settings settings, Planner.Care care, Check check) {
    AppPlanner.Request request =
        new AppPlanner.Request(
            settings.app(),
            settings.namespace(session),
            new PruneOptions(settings.prune(), settings.maxDeletions(), settings.pruneConsent()),
            settings.force(),
            settings.concurrency(),
            settings.createNamespace(),
            care,
            check);
    return new AppPlanner(session.cluster()).plan(rendered.manifests(), request);
  }

  /** How long to wait after an apply, if at all. */
  public record Waiting(boolean await, Duration limit) {}

  /**
   * What to execute, and how.
   *
   * @param consent whether what can't be changed in place may be deleted and made anew
   * @param provenance for the app's history; asked for where it gets a revision
   */
  public record Order(
      Plan plan,
      Settings settings,
      Waiting waiting,
      boolean consent,
      Supplier<Provenance> provenance) {}

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
    return new Ownership(app, settings.namespace(session));
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
            settings.namespace(session),
            settings.concurrency(),
            order.waiting().await(),
            order.waiting().limit(),
            settings.force(),
            order.consent(),
            settings.dependsOn(),
            order.provenance());
    return new Applier(session.cluster(), session.environment().clock(), claim.lock())
        .apply(order.plan(), options, events);
  }

  /** What a revision of an app consists of. */
  public Rendered revision(Ownership owner, Revision revision) {
    return new Rendered(
        new RevisionStore(session.cluster()).manifests(owner, revision.number()),
        Optional.empty(),
        List.of());
  }

  /** What the revisions of an app after this one consist of. */
  public Set<ResourceId> since(Ownership owner, Revision revision) {
    return new RevisionStore(session.cluster()).since(owner, revision.number());
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
}
