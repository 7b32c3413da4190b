package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The kinds that tend carries, and the definitions that they are made of. */
public final class BuiltInCatalog implements SchemaCatalog {
  private final DefinitionStore store;
  private final FieldSchemas fields;
  private final SortedMap<GroupVersionKind, KindIndex.Entry> entries;
  private final List<ResourceType> types;

  BuiltInCatalog(DefinitionStore store) {
    this.store = store;
    this.fields = new FieldSchemas(store);
    this.entries = KindIndex.read(fields::root);
    this.types = entries.values().stream().map(KindIndex.Entry::type).toList();
  }

  @Override
  public Optional<ResourceType> find(GroupVersionKind gvk) {
    return Optional.ofNullable(entries.get(gvk)).map(KindIndex.Entry::type);
  }

  @Override
  public List<ResourceType> types() {
    return types;
  }

  /** Whether a server serves this kind at this version without being told to. */
  public boolean servedByDefault(GroupVersionKind gvk) {
    KindIndex.Entry entry = entries.get(gvk);
    return entry != null && entry.served();
  }

  @Override
  public Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
    return Optional.ofNullable(entries.get(gvk))
        .map(
            entry -> {
              ObjectNode root = store.described(entry.definition());
              root.put("$schema", "http://json-schema.org/draft-07/schema#");
              ObjectNode definitions = JsonNodeFactory.instance.objectNode();
              for (String name : reachableFrom(store.definition(entry.definition()))) {
                definitions.set(name, store.described(name));
              }
              root.set("definitions", definitions);
              return root;
            });
  }

  /** Names of all definitions that a schema refers to, and those that they refer to. */
  private SortedSet<String> reachableFrom(JsonNode schema) {
    var names = new TreeSet<String>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
    while (!open.isEmpty()) {
      JsonNode node = open.remove();
      JsonNode reference = node.path("$ref");
      if (reference.isTextual()) {
        String name = DefinitionStore.nameIn(reference.asText());
        if (names.add(name)) {
          open.add(store.definition(name));
        }
      }
      node.forEach(open::add);
    }
    return names;
  }
}
