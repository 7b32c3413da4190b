package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.schema.structural.StructuralDefaults;
import dev.tend.schema.upgrade.Outcome;
import dev.tend.schema.upgrade.Upgrades;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a manifest is one that a server of the catalog's version would accept. It keeps the
 * schemas that it has compiled, and may be used by several threads at once.
 */
public final class ManifestValidator {
  private static final Comparator<Problem> ORDER =
      Problem.ORDER.thenComparing(problem -> problem.path().toString());

  private final SchemaCatalog catalog;
  private final KubernetesVersion version;
  private final SchemaEngine engine;
  private final KindFindings kinds;
  private final RuleFindings rules;
  private volatile @Nullable Past past;

  /** Against the default version of Kubernetes. */
  public ManifestValidator(SchemaCatalog catalog) {
    this(catalog, KubernetesVersion.DEFAULT);
  }

  /**
   * @param version whose removals and deprecations count
   */
  public ManifestValidator(SchemaCatalog catalog, KubernetesVersion version) {
    this.catalog = catalog;
    this.version = version;
    this.engine = new SchemaEngine(catalog);
    this.kinds = new KindFindings(catalog, version);
    this.rules = new RuleFindings(catalog);
  }

  /** What is only needed when a manifest is of a version that isn't served. */
  private record Past(RemovedKinds kinds, SchemaEngine engine) {}

  public Verdict validate(Manifest manifest) {
    if (manifest.content().path("sops").has("mac")) {
      return new Verdict.Skipped(manifest, "encrypted by sops");
    }
    Optional<ResourceType> type = catalog.find(manifest.type());
    return type.isPresent() ? known(manifest, type.get()) : unknown(manifest);
  }

  private Verdict known(Manifest manifest, ResourceType type) {
    Findings found = findings(manifest, type, engine);
    List<Problem> problems = new ArrayList<>(found.problems());
    if (problems.stream().noneMatch(Problem::isError)) {
      problems.addAll(rules.of(manifest, type));
    }
    addRules(manifest, type, found.places(), problems);
    kinds.discouraged(manifest).ifPresent(problems::add);
    problems.sort(ORDER);
    return problems.stream().anyMatch(Problem::isError)
        ? new Verdict.Invalid(manifest, problems)
        : new Verdict.Valid(manifest, problems);
  }

  private void addRules(
      Manifest manifest, ResourceType type, Set<List<Object>> places, List<Problem> problems) {
    problems.addAll(MetadataRules.check(manifest, type));
    ServerFindings.addTo(problems, manifest, type, places, version);
    problems.addAll(OwnFindings.of(manifest, type));
  }

  /**
   * What the schema says.
   *
   * @param places where it says something, by positions
   */
  private record Findings(List<Problem> problems, Set<List<Object>> places) {}

  private Findings findings(Manifest manifest, ResourceType type, SchemaEngine schemas) {
    JsonNode content = Absent.dropFrom(manifest.content(), type.schema());
    Optional<ObjectNode> structure = catalog.structure(type.gvk());
    if (structure.isPresent() && content instanceof ObjectNode custom) {
      ObjectNode filled = custom.deepCopy();
      StructuralDefaults.fill(filled, structure.get());
      content = filled;
    }
    var errors = schemas.validate(type.gvk(), content);
    if (errors.isEmpty()) {
      return new Findings(List.of(), Set.of());
    }
    SchemaFindings findings = new SchemaFindings(manifest, type, catalog, version);
    return new Findings(findings.of(errors), findings.places());
  }

  private Verdict unknown(Manifest manifest) {
    Past before = past();
    Optional<RemovedKinds.Removed> removed = before.kinds().removed(manifest.type());
    if (removed.isPresent()) {
      Outcome upgrade = Upgrades.of(manifest.content(), removed.get().replacement());
      List<Problem> problems = new ArrayList<>();
      problems.add(kinds.removed(manifest, removed.get(), upgrade));
      Findings found =
          before
              .kinds()
              .find(manifest.type())
              .map(type -> findings(manifest, type, before.engine()))
              .orElse(new Findings(List.of(), Set.of()));
      problems.addAll(found.problems());
      if (upgrade instanceof Outcome.Rewritten rewritten) {
        Manifest now = manifest.withContent(rewritten.content());
        catalog.find(now.type()).ifPresent(type -> addRules(now, type, found.places(), problems));
      }
      problems.sort(ORDER);
      return new Verdict.Invalid(manifest, problems);
    }
    Problem problem = kinds.unknown(manifest);
    return kinds.isImpossible(manifest.type())
        ? new Verdict.Invalid(manifest, List.of(problem))
        : new Verdict.Unknown(manifest, problem);
  }

  private Past past() {
    Past known = past;
    if (known == null) {
      RemovedKinds removed = RemovedKinds.read(version);
      known = new Past(removed, new SchemaEngine(removed));
      past = known;
    }
    return known;
  }
}
