package dev.tend.schema;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.NearMiss;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the type and the field that a path such as {@code deploy.spec.replicas} names. */
public final class TypeNames {
  private final SchemaCatalog catalog;

  public TypeNames(SchemaCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A type, and names of fields from its root.
   *
   * @param schema of the last field
   * @param holder of the last field; the schema itself at the root
   */
  public record Target(
      ResourceType type, List<String> fields, FieldSchema schema, FieldSchema holder) {
    public Target {
      fields = List.copyOf(fields);
    }
  }

  /**
   * @param path {@code TYPE[.GROUP][.FIELD]...}; the type by its kind, plural or short name
   * @param apiVersion to choose among versions, or empty
   * @throws KnownFailure where there is none
   */
  public Target find(String path, String apiVersion) {
    List<String> parts = Arrays.asList(path.replaceAll("\\.+$", "").split("\\."));
    KnownFailure failure = null;
    for (int i = 1; i <= parts.size(); i++) {
      Optional<ResourceType> type = type(String.join(".", parts.subList(0, i)), apiVersion);
      if (type.isPresent()) {
        try {
          return walk(type.get(), parts.subList(i, parts.size()));
        } catch (KnownFailure e) {
          failure = failure == null ? e : failure;
        }
      }
    }
    throw failure == null ? unknown(parts.getFirst(), apiVersion) : failure;
  }

  private static Target walk(ResourceType type, List<String> fields) {
    FieldSchema schema = type.schema();
    FieldSchema holder = schema;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i);
      FieldSchema inner = TypeTexts.inner(schema);
      Optional<FieldSchema> next =
          inner instanceof FieldSchema.Struct struct ? struct.field(name) : Optional.empty();
      if (next.isEmpty()) {
        String place = String.join(".", fields.subList(0, i));
        String hint =
            inner instanceof FieldSchema.Struct struct
                ? NearMiss.hint(name, struct.fieldNames())
                : "it has no fields";
        throw new KnownFailure(
            (place.isEmpty() ? type.gvk().kind() : place) + " has no field `" + name + "`", hint);
      }
      holder = inner;
      schema = next.get();
    }
    return new Target(type, fields, schema, holder);
  }

  private Optional<ResourceType> type(String word, String apiVersion) {
    String lower = word.toLowerCase(Locale.ROOT);
    return catalog.types().stream()
        .filter(type -> apiVersion.isEmpty() || type.gvk().apiVersion().equals(apiVersion))
        .filter(type -> names(type, lower))
        .min(
            Comparator.comparing((ResourceType type) -> rank(type))
                .thenComparing(type -> type.gvk().version(), ApiVersionOrder.PREFERRED_FIRST)
                .thenComparing(type -> type.gvk().group()));
  }

  /** Kubernetes' own first, and of those what isn't made of others (metrics, events). */
  private static int rank(ResourceType type) {
    String group = type.gvk().group();
    return group.isEmpty() ? 0 : group.contains(".") && !group.endsWith(".k8s.io") ? 2 : 1;
  }

  private static boolean names(ResourceType type, String word) {
    String suffix = type.gvk().group().isEmpty() ? "" : "." + type.gvk().group();
    String versioned = "." + type.gvk().version() + suffix;
    for (String end : new TreeSet<>(List.of("", suffix, versioned))) {
      if (word.endsWith(end)) {
        String bare = word.substring(0, word.length() - end.length());
        if (bare.equals(type.plural())
            || bare.equals(type.singular())
            || bare.equals(type.gvk().kind().toLowerCase(Locale.ROOT))
            || type.shortNames().contains(bare)) {
          return true;
        }
      }
    }
    return false;
  }

  private KnownFailure unknown(String word, String apiVersion) {
    TreeSet<String> known = new TreeSet<>();
    catalog
        .types()
        .forEach(
            type -> {
              known.add(type.plural());
              known.add(type.singular());
            });
    String where = apiVersion.isEmpty() ? "" : " in " + apiVersion;
    String near = NearMiss.hint(word.toLowerCase(Locale.ROOT), known);
    return new KnownFailure(
        "no type is called `" + word + "`" + where,
        near.isEmpty() ? "is it a custom resource? name its CRD with --schema FILE" : near);
  }
}
