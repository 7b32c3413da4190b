package dev.tend.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The kinds that tend carries, and the definitions that they are made of. Beside Kubernetes' own
 * these are the kinds of tend's files, which no server serves.
 */
public final class BuiltInCatalog implements SchemaCatalog {
  private final DefinitionStore store;
  private final SortedMap<GroupVersionKind, KindIndex.Entry> entries;
  private final TendKinds tendKinds;
  private final SortedMap<GroupVersionKind, ResourceType> types = new TreeMap<>();
  private final List<ResourceType> sorted;

  private final KubernetesVersion version;

  BuiltInCatalog(KubernetesVersion version) {
    this(version, DefinitionStore.of(version));
  }

  private BuiltInCatalog(KubernetesVersion version, DefinitionStore store) {
    this(version, store, entries(version, store));
  }

  BuiltInCatalog(
      KubernetesVersion version,
      DefinitionStore store,
      SortedMap<GroupVersionKind, KindIndex.Entry> entries) {
    this.version = version;
    this.store = store;
    this.entries = entries;
    this.tendKinds = new TendKinds(new FieldSchemas(store));
    tendKinds.types().forEach(type -> types.put(type.gvk(), type));
    entries.forEach((gvk, entry) -> types.put(gvk, entry.type()));
    this.sorted = List.copyOf(types.values());
  }

  private static SortedMap<GroupVersionKind, KindIndex.Entry> entries(
      KubernetesVersion version, DefinitionStore store) {
    FieldSchemas fields = new FieldSchemas(store);
    return store instanceof VersionedStore versioned
        ? new VersionedKinds(version, versioned, fields).entries()
        : KindIndex.read(fields::root);
  }

  /** The version of Kubernetes whose kinds these are. */
  public KubernetesVersion version() {
    return version;
  }

  /** Name of the definition of a kind, or empty. */
  public String definition(GroupVersionKind gvk) {
    KindIndex.Entry entry = entries.get(gvk);
    return entry == null ? "" : entry.definition();
  }

  @Override
  public Optional<ResourceType> find(GroupVersionKind gvk) {
    return Optional.ofNullable(types.get(gvk));
  }

  @Override
  public List<ResourceType> types() {
    return sorted;
  }

  /**
   * Whether a server serves this kind, but at this version only when it is told to: an alpha or a
   * beta.
   */
  public boolean servedOnRequest(GroupVersionKind gvk) {
    KindIndex.Entry entry = entries.get(gvk);
    return entry != null && !entry.served();
  }

  /** Whether a server serves this kind at this version without being told to. */
  public boolean servedByDefault(GroupVersionKind gvk) {
    KindIndex.Entry entry = entries.get(gvk);
    return entry != null && entry.served();
  }

  /**
   * What a server of this version says to whoever uses a kind that is on its way out: {@code
   * batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob}.
   */
  public Optional<String> deprecation(GroupVersionKind gvk) {
    return History.known()
        .life(definition(gvk))
        .filter(life -> life.deprecatedAt(version))
        .map(life -> life.warning(gvk));
  }

  @Override
  public Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
    return Optional.ofNullable(entries.get(gvk))
        .map(entry -> new JsonSchemas(store).of(store.described(entry.definition())))
        .or(() -> tendKinds.jsonSchema(gvk));
  }

  /**
   * All definitions by name in Swagger 2 form, as a server publishes them in {@code /openapi/v2}:
   * with descriptions, list types, patch keys and x-kubernetes-group-version-kind. Costs about 100
   * milliseconds; made anew for each caller.
   */
  public ObjectNode definitions() {
    OpenApiForms forms = new OpenApiForms(store, entries.values());
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    definitionNames().forEach(name -> all.set(name, forms.definition(name)));
    return all;
  }

  /** A definition by name, as {@link #componentSchemas} has it. */
  public Optional<ObjectNode> component(String name) {
    return store.find(name).isPresent()
        ? Optional.of(new OpenApiForms(store, entries.values()).component(name))
        : Optional.empty();
  }

  private SortedSet<String> definitionNames() {
    if (version.equals(KubernetesVersion.DEFAULT)) {
      return store.names();
    }
    // Kinds that were removed since aren't among the names, nor what only they refer to.
    SortedSet<String> names = new TreeSet<>(store.names());
    entries.values().forEach(entry -> names.add(entry.definition()));
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    names.forEach(name -> all.add(store.definition(name)));
    names.addAll(new JsonSchemas(store).reachableFrom(all));
    return names;
  }

  /**
   * The {@code components.schemas} of the OpenAPI 3 document of one group version, which hold its
   * kinds and their lists, and whatever these refer to. References start with {@code
   * #/components/schemas/}.
   *
   * @param group empty for the core group
   */
  public ObjectNode componentSchemas(String group, String version) {
    JsonSchemas schemas = new JsonSchemas(store);
    var names = new TreeSet<String>();
    for (KindIndex.Entry entry : entries.values()) {
      GroupVersionKind gvk = entry.type().gvk();
      if (gvk.group().equals(group) && gvk.version().equals(version)) {
        for (String root : List.of(entry.definition(), entry.definition() + "List")) {
          if (store.find(root).isPresent()) {
            names.add(root);
            names.addAll(schemas.reachableFrom(store.definition(root)));
          }
        }
      }
    }
    for (String root : JsonSchemas.OF_EVERY_VERSION) {
      names.add(root);
      names.addAll(schemas.reachableFrom(store.definition(root)));
    }
    OpenApiForms forms = new OpenApiForms(store, entries.values());
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> components.set(name, forms.component(name)));
    return components;
  }
}
