package dev.tend.schema;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Problem;
import dev.tend.schema.upgrade.Outcome;
import dev.tend.schema.upgrade.Upgrades;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to say of a kind that isn't there, isn't there any more, or should not be used. */
final class KindFindings {
  private final SchemaCatalog catalog;

  private volatile @Nullable BuiltInCatalog builtIn;

  KindFindings(SchemaCatalog catalog) {
    this.catalog = catalog;
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

  /** Whether a server could serve a kind of this group only if it were among the known ones. */
  boolean ownsGroup(String group) {
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

  private BuiltInCatalog builtIn() {
    BuiltInCatalog known = builtIn;
    if (known == null) {
      known = BuiltInSchemas.load();
      builtIn = known;
    }
    return known;
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
