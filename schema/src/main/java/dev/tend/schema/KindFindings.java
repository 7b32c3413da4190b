package dev.tend.schema;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Problem;
import dev.tend.schema.upgrade.Outcome;
import dev.tend.schema.upgrade.Upgrades;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What to say of a kind that isn't there, isn't there any more, or should not be used. */
final class KindFindings {
  private static final int ENDPOINTS_DEPRECATED = 33;

  /** The version of kustomize's own transformers and generators. */
  private static final String KUSTOMIZE = "builtin";

  private final SchemaCatalog catalog;
  private final KubernetesVersion version;

  private final Map<KubernetesVersion, BuiltInCatalog> builtIn = new ConcurrentHashMap<>();

  KindFindings(SchemaCatalog catalog, KubernetesVersion version) {
    this.catalog = catalog;
    this.version = version;
  }

  Problem removed(Manifest manifest, RemovedKinds.Removed removed, Outcome upgrade) {
    String what = manifest.apiVersion() + " " + manifest.id().kind();
    String use = "Use `apiVersion: " + removed.replacement() + "`";
    String hint =
        switch (upgrade) {
          case Outcome.Rewritten ignored -> use + ": `tend validate --fix` rewrites it";
          case Outcome.Refused(String reason) when removed.replacement().isEmpty() ->
              "Nothing took its place in the API"
                  + (reason.equals(Upgrades.NO_REPLACEMENT) ? "" : ": " + reason);
          case Outcome.Refused(String reason) -> use + ". By hand, because " + reason;
        };
    return problem(
        manifest,
        "removed-api",
        "apiVersion",
        what + " was removed in Kubernetes " + removed.since(),
        hint);
  }

  Problem unknown(Manifest manifest) {
    GroupVersionKind gvk = manifest.type();
    Optional<Problem> elsewhere = otherVersion(manifest);
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    List<GroupVersionKind> sameKind =
        known().filter(other -> other.kind().equals(gvk.kind())).toList();
    if (!sameKind.isEmpty()) {
      SortedSet<String> versions = new TreeSet<>();
      sameKind.forEach(other -> versions.add(other.apiVersion()));
      String use = NearMiss.of(gvk.apiVersion(), versions).orElseGet(() -> preferred(sameKind));
      return problem(
          manifest,
          "unknown-kind",
          "apiVersion",
          "There is no " + gvk.kind() + " in " + gvk.apiVersion(),
          "Use `apiVersion: " + use + "`");
    }
    return problem(
        manifest,
        "unknown-kind",
        "kind",
        "No schema of " + gvk.apiVersion() + " " + gvk.kind() + " is known",
        kindHint(gvk));
  }

  /** A kind that another version of Kubernetes has. */
  private Optional<Problem> otherVersion(Manifest manifest) {
    GroupVersionKind gvk = manifest.type();
    for (KubernetesVersion extreme :
        List.of(KubernetesVersion.DEFAULT, KubernetesVersion.NEWEST, KubernetesVersion.OLDEST)) {
      BuiltInCatalog there = builtIn(extreme);
      if (there.find(gvk).isPresent()) {
        History.Span span = History.known().type(there.definition(gvk));
        return Optional.of(
            problem(
                manifest,
                "version",
                "apiVersion",
                "Kubernetes " + version + " has no " + gvk.apiVersion() + " " + gvk.kind(),
                span.words()));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether no server could serve it: its group is Kubernetes' own, or its kind is known at other
   * versions. Of a group that is known by some of its CRDs others may be elsewhere.
   */
  boolean isImpossible(GroupVersionKind gvk) {
    return !gvk.version().equals(KUSTOMIZE)
            && builtIn().types().stream().anyMatch(type -> type.gvk().group().equals(gvk.group()))
        || known()
            .anyMatch(
                other -> other.group().equals(gvk.group()) && other.kind().equals(gvk.kind()));
  }

  private boolean ownsGroup(String group) {
    return known().anyMatch(other -> other.group().equals(group));
  }

  private String preferred(List<GroupVersionKind> sameKind) {
    GroupVersionKind first = sameKind.getFirst();
    return catalog
        .preferred(first.group(), first.kind())
        .map(type -> type.gvk().apiVersion())
        .orElse(first.apiVersion());
  }

  private String kindHint(GroupVersionKind gvk) {
    if (gvk.version().equals(KUSTOMIZE)) {
      return "It configures kustomize: give the folder of its kustomization as the source";
    }
    List<String> inVersion =
        known()
            .filter(other -> other.apiVersion().equals(gvk.apiVersion()))
            .map(GroupVersionKind::kind)
            .toList();
    Optional<String> near = NearMiss.of(gvk.kind(), inVersion);
    if (near.isPresent()) {
      return "Did you mean `" + near.get() + "`?";
    }
    List<String> anywhere = known().map(GroupVersionKind::kind).distinct().toList();
    return NearMiss.of(gvk.kind(), anywhere)
        .map(
            kind ->
                "Did you mean `"
                    + kind
                    + "` of `"
                    + preferred(known().filter(other -> other.kind().equals(kind)).toList())
                    + "`?")
        .orElse(
            ownsGroup(gvk.group())
                ? ""
                : "Is it a custom resource? Put its CustomResourceDefinition among the sources");
  }

  private Stream<GroupVersionKind> known() {
    return catalog.types().stream().map(ResourceType::gvk);
  }

  /** A warning where servers warn, and where most servers don't serve the version. */
  Optional<Problem> discouraged(Manifest manifest) {
    GroupVersionKind gvk = manifest.type();
    boolean unstable = gvk.version().contains("alpha") || gvk.version().contains("beta");
    if (unstable && builtIn().servedOnRequest(gvk)) {
      return Optional.of(
          warning(
              manifest,
              "unserved-api",
              "Servers serve " + gvk + " only when told to",
              "The API server needs `--runtime-config=" + gvk.apiVersion() + "=true`"));
    }
    Optional<Problem> leaving = unstable ? leaving(manifest) : Optional.empty();
    if (leaving.isPresent()) {
      return leaving;
    }
    if (version.minor() < ENDPOINTS_DEPRECATED) {
      return Optional.empty();
    }
    return switch (manifest.apiVersion() + " " + manifest.id().kind()) {
      case "v1 Endpoints" ->
          Optional.of(
              warning(
                  manifest,
                  "deprecated-api",
                  "v1 Endpoints is deprecated since Kubernetes 1.33",
                  "Use `apiVersion: discovery.k8s.io/v1` and `kind: EndpointSlice`"));
      case "v1 ComponentStatus" ->
          Optional.of(
              warning(
                  manifest,
                  "deprecated-api",
                  "v1 ComponentStatus is deprecated since Kubernetes 1.19",
                  ""));
      default -> Optional.empty();
    };
  }

  /** A version that servers call deprecated, which they still serve. */
  private Optional<Problem> leaving(Manifest manifest) {
    GroupVersionKind gvk = manifest.type();
    String definition = builtIn().definition(gvk);
    Optional<History.Life> known = History.known().life(definition);
    if (definition.isEmpty() || known.isEmpty() || known.get().deprecated().isEmpty()) {
      return Optional.empty();
    }
    History.Life life = known.get();
    if (KubernetesVersion.parse(life.deprecated()).compareTo(version) > 0) {
      return Optional.empty();
    }
    String gone = life.removed().isEmpty() ? "" : ", and " + life.removed() + " serves it no more";
    String use = "Use `apiVersion: " + life.replacement() + "`";
    boolean fixes =
        !life.replacement().isEmpty()
            && Upgrades.of(manifest.content(), life.replacement()) instanceof Outcome.Rewritten;
    return Optional.of(
        warning(
            manifest,
            "deprecated-api",
            "%s %s is deprecated since Kubernetes %s%s"
                .formatted(gvk.apiVersion(), gvk.kind(), life.deprecated(), gone),
            life.replacement().isEmpty()
                ? ""
                : use + (fixes ? ": `tend validate --fix` rewrites it" : "")));
  }

  /** The kinds of this version, or of the nearest that is built in. */
  private BuiltInCatalog builtIn() {
    return builtIn(version.builtIn());
  }

  private BuiltInCatalog builtIn(KubernetesVersion which) {
    return builtIn.computeIfAbsent(which, BuiltInSchemas::load);
  }

  private static Problem warning(Manifest manifest, String rule, String message, String hint) {
    FieldPath path = FieldPath.of("apiVersion");
    return Problem.warning("schema/" + rule, manifest.origin().locate(path), path, message, hint);
  }

  private static Problem problem(
      Manifest manifest, String rule, String field, String message, String hint) {
    FieldPath path = FieldPath.of(field);
    return Problem.error("schema/" + rule, manifest.origin().locate(path), path, message, hint);
  }
}
