package dev.tend.schema;

import dev.tend.manifest.GroupVersionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The kinds of a version that is not the default. */
final class VersionedKinds {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private static final KubernetesVersion RESIZE_SINCE = new KubernetesVersion(33);

  private final KubernetesVersion version;
  private final RemovedKinds removed;
  private final VersionedStore store;
  private final FieldSchemas fields;
  private final SortedMap<GroupVersionKind, KindIndex.Entry> known;
  private final History history = History.known();

  VersionedKinds(KubernetesVersion version, VersionedStore store, FieldSchemas fields) {
    this.version = version;
    this.removed = RemovedKinds.read(version);
    this.store = store;
    this.fields = fields;
    this.known = KindIndex.read(fields::root);
  }

  SortedMap<GroupVersionKind, KindIndex.Entry> entries() {
    var entries = new TreeMap<GroupVersionKind, KindIndex.Entry>();
    known.forEach(
        (gvk, entry) -> {
          if (store.has(entry.definition())) {
            entries.put(
                gvk,
                new KindIndex.Entry(ofVersion(entry.type()), entry.definition(), entry.served()));
          }
        });
    removed
        .stillServed()
        .forEach(
            (gvk, definition) -> {
              if (!entries.containsKey(gvk) && isIntroduced(definition) && store.has(definition)) {
                entries.put(gvk, entry(gvk, definition, true));
              }
            });
    Map<String, String> versions = apiVersions();
    history
        .otherKinds()
        .forEach(
            (definition, namespaced) -> {
              int dot = definition.lastIndexOf('.');
              String apiVersion = versions.get(definition.substring(0, dot));
              if (apiVersion != null && store.has(definition) && !isRemoved(definition)) {
                GroupVersionKind gvk =
                    GroupVersionKind.of(apiVersion, definition.substring(dot + 1));
                entries.putIfAbsent(gvk, entry(gvk, definition, namespaced));
              }
            });
    return entries;
  }

  /** Without the subresources that came later. */
  private ResourceType ofVersion(ResourceType type) {
    boolean resizable = version.compareTo(RESIZE_SINCE) >= 0;
    if (resizable || !type.resource().equals("pods")) {
      return type;
    }
    Set<String> subresources = new TreeSet<>(type.subresources());
    subresources.remove("resize");
    return new ResourceType(
        type.gvk(),
        type.plural(),
        type.singular(),
        type.shortNames(),
        type.categories(),
        type.namespaced(),
        subresources,
        type.verbs(),
        type.schema());
  }

  private boolean isIntroduced(String definition) {
    return history
        .life(definition)
        .map(History.Life::introduced)
        .filter(since -> !since.isEmpty())
        .map(since -> KubernetesVersion.parse(since).compareTo(version) <= 0)
        .orElse(true);
  }

  private boolean isRemoved(String definition) {
    return history
        .life(definition)
        .map(History.Life::removed)
        .filter(since -> !since.isEmpty())
        .map(since -> KubernetesVersion.parse(since).compareTo(version) <= 0)
        .orElse(false);
  }

  /** By the package of definitions, also of versions that no known kind has. */
  private Map<String, String> apiVersions() {
    Map<String, String> groups = new HashMap<>();
    known.forEach(
        (gvk, entry) -> {
          String holder = entry.definition().substring(0, entry.definition().lastIndexOf('.'));
          groups.put(holder.substring(0, holder.lastIndexOf('.')), gvk.group());
        });
    Map<String, String> versions = new HashMap<>();
    for (String definition : history.otherKinds().keySet()) {
      String holder = definition.substring(0, definition.lastIndexOf('.'));
      int dot = holder.lastIndexOf('.');
      String group = groups.get(holder.substring(0, dot));
      if (group != null) {
        String name = holder.substring(dot + 1);
        versions.put(holder, group.isEmpty() ? name : group + "/" + name);
      }
    }
    return versions;
  }

  private KindIndex.Entry entry(GroupVersionKind gvk, String definition, boolean namespaced) {
    boolean policy =
        gvk.group().equals("admissionregistration.k8s.io")
            && gvk.kind().startsWith("ValidatingAdmissionPolicy");
    boolean stable = !gvk.version().contains("alpha") && !gvk.version().contains("beta");
    boolean served =
        stable || gvk.version().contains("beta") && !policy && removed.isStillServed(gvk);
    Optional<ResourceType> like =
        known.values().stream()
            .map(KindIndex.Entry::type)
            .filter(type -> type.gvk().kind().equals(gvk.kind()))
            .findFirst();
    String singular = gvk.kind().toLowerCase(Locale.ROOT);
    boolean securityPolicy = gvk.kind().equals("PodSecurityPolicy");
    FieldSchema schema = fields.root(definition);
    ResourceType type =
        like.map(
                other ->
                    new ResourceType(
                        gvk,
                        other.plural(),
                        other.singular(),
                        other.shortNames(),
                        other.categories(),
                        other.namespaced(),
                        other.subresources(),
                        other.verbs(),
                        schema))
            .orElseGet(
                () ->
                    new ResourceType(
                        gvk,
                        plural(singular),
                        singular,
                        securityPolicy ? List.of("psp") : List.of(),
                        List.of(),
                        namespaced,
                        securityPolicy ? Set.of() : Set.of("status"),
                        new ArrayList<>(VERBS),
                        schema));
    return new KindIndex.Entry(type, definition, served);
  }

  private static String plural(String singular) {
    if (singular.endsWith("y")) {
      return singular.substring(0, singular.length() - 1) + "ies";
    }
    return singular + (singular.endsWith("s") ? "es" : "s");
  }
}
