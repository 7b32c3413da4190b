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
  private final KindFindings kinds;
  private final RuleFindings rules;
  private volatile @Nullable RemovedKinds removed;
  private volatile @Nullable SchemaEngine engine;

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
    this.kinds = new KindFindings(catalog, version);
    this.rules = new RuleFindings(catalog);
  }

  /** All that can be said. */
  public Verdict validate(Manifest manifest) {
    return verdict(manifest, false);
  }

  /**
   * Whether it has the form of its kind. Of one that has, the rules for its values are left aside:
   * where a server has taken it already they can only agree.
   */
  public Verdict validateForm(Manifest manifest) {
    return verdict(manifest, true);
  }

  private Verdict verdict(Manifest manifest, boolean form) {
    if (manifest.content().path("sops").has("mac")) {
      return new Verdict.Skipped(manifest, "encrypted by sops");
    }
    Optional<ResourceType> type = catalog.find(manifest.type());
    return type.isPresent() ? known(manifest, type.get(), form) : unknown(manifest);
  }

  private Verdict known(Manifest manifest, ResourceType type, boolean form) {
    Findings found = findings(manifest, type);
    List<Problem> problems = new ArrayList<>(found.problems());
    boolean wellFormed = problems.stream().noneMatch(Problem::isError);
    if (wellFormed && !form) {
      problems.addAll(rules.of(manifest, type));
    }
    problems.addAll(MetadataRules.check(manifest, type, version));
    if (!wellFormed || !form) {
      // They also tell which of the schema's findings a server shares.
      addRules(manifest, type, found.places(), problems);
    }
    problems.addAll(OwnFindings.of(manifest, type));
    kinds.discouraged(manifest).ifPresent(problems::add);
    problems.sort(ORDER);
    return problems.stream().anyMatch(Problem::isError)
        ? new Verdict.Invalid(manifest, problems)
        : new Verdict.Valid(manifest, problems);
  }

  private void addRules(
      Manifest manifest, ResourceType type, Set<List<Object>> places, List<Problem> problems) {
    ServerFindings.addTo(problems, manifest, type, places, version);
    if (catalog.structure(type.gvk()).isPresent()) {
      ServerFindings.addMetadata(problems, manifest, type, places, version);
    }
  }

  /**
   * What the schema says.
   *
   * @param places where it says something, by positions
   */
  private record Findings(List<Problem> problems, Set<List<Object>> places) {}

  private Findings findings(Manifest manifest, ResourceType type) {
    JsonNode content = Absent.dropFrom(manifest.content(), type.schema());
    List<Fault> faults =
        type.schema() instanceof StructView struct && !struct.definition().isEmpty()
            ? ShapeCheck.check(content, struct.shape())
            : engineFaults(content, type);
    if (faults.isEmpty()) {
      return new Findings(List.of(), Set.of());
    }
    SchemaFindings findings = new SchemaFindings(manifest, type, catalog, version);
    return new Findings(findings.of(faults), findings.places());
  }

  /** Of a custom resource, which servers complete with its defaults first. */
  private List<Fault> engineFaults(JsonNode content, ResourceType type) {
    JsonNode filled = content;
    Optional<ObjectNode> structure = catalog.structure(type.gvk());
    if (structure.isPresent() && content instanceof ObjectNode custom) {
      ObjectNode copy = custom.deepCopy();
      StructuralDefaults.fill(copy, structure.get());
      filled = copy;
    }
    return engine().validate(type.gvk(), filled).stream().map(Fault::of).toList();
  }

  private Verdict unknown(Manifest manifest) {
    RemovedKinds past = removed();
    Optional<RemovedKinds.Removed> removed = past.removed(manifest.type());
    if (removed.isPresent()) {
      Outcome upgrade = Upgrades.of(manifest.content(), removed.get().replacement());
      List<Problem> problems = new ArrayList<>();
      problems.add(kinds.removed(manifest, removed.get(), upgrade));
      Findings found =
          past.find(manifest.type())
              .map(type -> findings(manifest, type))
              .orElse(new Findings(List.of(), Set.of()));
      problems.addAll(found.problems());
      if (upgrade instanceof Outcome.Rewritten rewritten) {
        Manifest now = manifest.withContent(rewritten.content());
        catalog
            .find(now.type())
            .ifPresent(
                type -> {
                  problems.addAll(MetadataRules.check(now, type, version));
                  addRules(now, type, found.places(), problems);
                  problems.addAll(OwnFindings.of(now, type));
                });
      }
      problems.sort(ORDER);
      return new Verdict.Invalid(manifest, problems);
    }
    Problem problem = kinds.unknown(manifest);
    return kinds.isImpossible(manifest.type())
        ? new Verdict.Invalid(manifest, List.of(problem))
        : new Verdict.Unknown(manifest, problem);
  }

  /** Needed only for manifests of versions that aren't served. */
  private RemovedKinds removed() {
    RemovedKinds known = removed;
    if (known == null) {
      known = RemovedKinds.read(version);
      removed = known;
    }
    return known;
  }

  /** Needed only for custom resources: it takes a while to get ready. */
  private SchemaEngine engine() {
    SchemaEngine known = engine;
    if (known == null) {
      synchronized (this) {
        known = engine;
        if (known == null) {
          known = new SchemaEngine(catalog);
          engine = known;
        }
      }
    }
    return known;
  }
}
