package dev.tend.schema.locations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.JsonSchemaTypes;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of several locations, asked in turn. A location is {@code default} (the base), a
 * template, a file or folder, or the URL of one. Without {@code default} the base comes last.
 */
public final class LocatedCatalog implements SchemaCatalog {
  public static final String DEFAULT = "default";

  /** How schemas lie in folders that tools for that purpose write. */
  private static final List<String> LAYOUTS =
      List.of(
          "/{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json",
          "/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json",
          "/{{.ResourceKind}}{{.KindSuffix}}.json",
          "/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json");

  private final SchemaCatalog base;
  private final KubernetesVersion version;
  private final SchemaReader reader;
  private final List<Place> places = new ArrayList<>();
  private final Map<GroupVersionKind, Optional<Found>> known = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();

  private sealed interface Place {
    /** Where the base stands. */
    record Base() implements Place {}

    /** CRDs that are read already. */
    record Crds(SchemaCatalog catalog, SchemaCatalog without) implements Place {}

    record Templates(List<LocationTemplate> templates) implements Place {}
  }

  /** A type, and the catalog or the schema that it is from. */
  private record Found(ResourceType type, Optional<ObjectNode> schema, SchemaCatalog catalog) {}

  public LocatedCatalog(
      SchemaCatalog base, List<String> locations, KubernetesVersion version, SchemaReader reader) {
    this.base = base;
    this.version = version;
    this.reader = reader;
    locations.forEach(this::add);
    if (!locations.contains(DEFAULT)) {
      places.add(new Place.Base());
    }
  }

  private void add(String location) {
    if (location.equals(DEFAULT)) {
      places.add(new Place.Base());
      return;
    } else if (LocationTemplate.isOne(location)) {
      places.add(new Place.Templates(List.of(new LocationTemplate(location))));
      return;
    }
    boolean web = Locations.isWeb(location);
    List<ObjectNode> crds = new ArrayList<>();
    boolean file = Locations.isFile(location);
    if (file) {
      String text =
          reader
              .read(location)
              .orElseThrow(() -> new KnownFailure("Reading schemas: there is no " + location, ""));
      crds.addAll(crdsIn(location, text));
    } else if (!web) {
      for (String one : reader.list(location)) {
        reader.read(one).ifPresent(text -> crds.addAll(crdsIn(one, text)));
      }
    }
    if (!crds.isEmpty()) {
      places.add(new Place.Crds(CustomResourceSchemas.with(base, crds), base));
    }
    if (!file) {
      String folder = location.replaceAll("/+$", "");
      places.add(
          new Place.Templates(
              LAYOUTS.stream().map(layout -> new LocationTemplate(folder + layout)).toList()));
    } else if (crds.isEmpty()) {
      places.add(new Place.Templates(List.of(new LocationTemplate(location))));
    }
  }

  private static List<ObjectNode> crdsIn(String name, String text) {
    if (!text.contains("CustomResourceDefinition")) {
      return List.of();
    }
    return YamlReader.read(new SourceText(name, text)).manifests().stream()
        .filter(manifest -> manifest.id().kind().equals("CustomResourceDefinition"))
        .map(Manifest::content)
        .toList();
  }

  private Optional<Found> located(GroupVersionKind gvk) {
    Optional<Found> found = known.get(gvk);
    if (found == null) {
      found = look(gvk);
      known.put(gvk, found);
    }
    return found;
  }

  private Optional<Found> look(GroupVersionKind gvk) {
    for (Place place : places) {
      Optional<Found> found =
          switch (place) {
            case Place.Base ignored -> in(base, gvk);
            case Place.Crds(SchemaCatalog catalog, SchemaCatalog without) ->
                in(catalog, gvk).filter(one -> isOther(one, without));
            case Place.Templates(List<LocationTemplate> templates) ->
                templates.stream().flatMap(one -> read(one, gvk).stream()).findFirst();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> in(SchemaCatalog catalog, GroupVersionKind gvk) {
    return catalog.find(gvk).map(type -> new Found(type, Optional.empty(), catalog));
  }

  private static boolean isOther(Found found, SchemaCatalog base) {
    return base.find(found.type().gvk()).filter(type -> type == found.type()).isEmpty();
  }

  private Optional<Found> read(LocationTemplate template, GroupVersionKind gvk) {
    String location = template.of(gvk, version);
    Optional<String> text = reader.read(location);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<ObjectNode> crds = crdsIn(location, text.get());
    if (!crds.isEmpty()) {
      return in(CustomResourceSchemas.with(base, crds), gvk);
    }
    if (!(content(location, text.get()) instanceof ObjectNode written)) {
      throw new KnownFailure("Reading " + location + ": it is no JSON Schema", "");
    }
    ObjectNode schema =
        JsonSchemaTypes.complete(
            SchemaBundle.of(location, written, there -> referred(location, there)));
    return Optional.of(new Found(JsonSchemaTypes.of(gvk, schema), Optional.of(schema), base));
  }

  /** A file that others refer to is read once: those of Kubernetes are large. */
  private JsonNode referred(String from, String location) {
    return documents.computeIfAbsent(
        location,
        there ->
            reader
                .read(there)
                .map(text -> content(there, text))
                .orElseThrow(
                    () ->
                        new KnownFailure(
                            "Reading the schema %s: it refers to %s, and there is none"
                                .formatted(from, there))));
  }

  private static JsonNode content(String location, String text) {
    YamlReader.Documents read = YamlReader.readDocuments(new SourceText(location, text));
    Optional<Problem> error = read.problems().stream().filter(Problem::isError).findFirst();
    if (error.isPresent()) {
      throw new KnownFailure(
          "Reading the schema " + error.get().location() + ": " + error.get().message(),
          error.get().hint());
    }
    return read.documents().stream()
        .map(YamlReader.Document::content)
        .findFirst()
        .orElseThrow(() -> new KnownFailure("Reading " + location + ": it is empty", ""));
  }

  @Override
  public Optional<ResourceType> find(GroupVersionKind gvk) {
    return located(gvk).map(Found::type);
  }

  @Override
  public List<ResourceType> types() {
    List<ResourceType> types = new ArrayList<>(base.types());
    for (Place place : places) {
      if (place instanceof Place.Crds crds) {
        crds.catalog().types().stream().filter(type -> !types.contains(type)).forEach(types::add);
      }
    }
    return types;
  }

  @Override
  public Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
    return located(gvk)
        .flatMap(
            found ->
                found.schema().map(ObjectNode::deepCopy).or(() -> found.catalog().jsonSchema(gvk)));
  }

  @Override
  public Optional<ObjectNode> structure(GroupVersionKind gvk) {
    return located(gvk)
        .filter(found -> found.schema().isEmpty())
        .flatMap(found -> found.catalog().structure(gvk));
  }
}
