package dev.tend.schema.derivation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The files that the running program reads: an index of kinds, the structure of all definitions,
 * and apart from it their descriptions, because most runs need none.
 */
final class SchemaFiles {
  private final Path folder;
  private final Path index;
  private final Path structure;
  private final Path descriptions;
  private final Path removedIndex;
  private final Path removedStructure;
  private final Path removedDescriptions;

  SchemaFiles(Path folder) {
    this.folder = folder;
    this.index = folder.resolve("kinds.tsv");
    this.structure = folder.resolve("definitions.gz");
    this.descriptions = folder.resolve("descriptions.gz");
    this.removedIndex = folder.resolve("removed.tsv");
    this.removedStructure = folder.resolve("removed.gz");
    this.removedDescriptions = folder.resolve("removed-descriptions.gz");
  }

  boolean writtenAfter(FileTime time) throws IOException {
    for (Path file :
        List.of(
            index, structure, descriptions, removedIndex, removedStructure, removedDescriptions)) {
      if (!Files.exists(file) || Files.getLastModifiedTime(file).compareTo(time) < 0) {
        return false;
      }
    }
    return true;
  }

  void write(List<KindFact> kinds, SortedMap<String, ObjectNode> definitions) throws IOException {
    Files.createDirectories(folder);
    write(definitions, structure, descriptions);
    Files.write(index, kinds.stream().map(KindFact::indexLine).toList());
  }

  private static void write(
      SortedMap<String, ObjectNode> definitions, Path structure, Path descriptions)
      throws IOException {
    var plain = new TreeMap<String, JsonNode>();
    var texts = new TreeMap<String, JsonNode>();
    definitions.forEach(
        (name, definition) -> {
          ObjectNode text = takeDescriptions(definition);
          if (!text.isEmpty()) {
            texts.put(name, text);
          }
          plain.put(name, sorted(definition));
        });
    writeCompressed(structure, plain);
    writeCompressed(descriptions, texts);
  }

  /** After the kinds that are there: the descriptions of what those share are written with them. */
  void writeRemoved(List<RemovedFact> kinds, SortedMap<String, ObjectNode> definitions)
      throws IOException {
    write(definitions, removedStructure, removedDescriptions);
    Files.write(
        removedIndex,
        kinds.stream()
            .map(kind -> kind.indexLine(definitions.containsKey(kind.definition())))
            .toList());
  }

  /** Removes descriptions; the answer has them by property, the definition's own under "". */
  private static ObjectNode takeDescriptions(ObjectNode definition) {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    if (definition.path("description").isTextual()) {
      texts.set("", definition.remove("description"));
    }
    for (Map.Entry<String, JsonNode> property : definition.path("properties").properties()) {
      JsonNode text = ((ObjectNode) property.getValue()).remove("description");
      if (text != null) {
        texts.set(property.getKey(), text);
      }
    }
    return texts;
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    var members = new TreeMap<String, JsonNode>();
    node.properties().forEach(entry -> members.put(entry.getKey(), sorted(entry.getValue())));
    copy.setAll(members);
    return copy;
  }

  /** One line for each definition: its name, a tab, its JSON. */
  private static void writeCompressed(Path file, SortedMap<String, JsonNode> nodes)
      throws IOException {
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      for (Map.Entry<String, JsonNode> entry : nodes.entrySet()) {
        out.write(entry.getKey() + "\t" + entry.getValue() + "\n");
      }
    }
  }
}
