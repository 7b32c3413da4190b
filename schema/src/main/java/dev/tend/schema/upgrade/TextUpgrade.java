package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes changed manifests into the text that they came from, and checks that they read so. */
public final class TextUpgrade {
  private TextUpgrade() {}

  /**
   * A manifest, and what it is to be.
   *
   * @param content the whole object
   */
  public record Replacement(Manifest manifest, ObjectNode content) {}

  /**
   * The text with this manifest written anew; empty where that can't be done in place, because
   * aliases or merges make one text stand for several values.
   */
  public static Optional<String> apply(SourceText source, Replacement replacement) {
    Origin origin = replacement.manifest().origin();
    String text = source.text();
    int line = origin.locate(FieldPath.of("apiVersion")).line();
    if (line == 0) {
      return Optional.empty();
    }
    int[] range = document(text, line);
    String document = text.substring(range[0], range[1]);
    JsonNode before = replacement.manifest().content();
    JsonNode after = replacement.content();
    if (origin.item() >= 0) {
      Optional<JsonNode> list =
          YamlReader.readDocuments(source).documents().stream()
              .filter(one -> one.origin().document() == origin.document())
              .map(YamlReader.Document::content)
              .findFirst();
      if (list.isEmpty()
          || !(list.get().deepCopy() instanceof ObjectNode copy)
          || !(copy.path("items") instanceof ArrayNode items)) {
        return Optional.empty();
      }
      items.set(origin.item(), after);
      before = list.get();
      after = copy;
    }
    return YamlEdits.apply(document, before, after)
        .map(edited -> text.substring(0, range[0]) + edited + text.substring(range[1]))
        .filter(edited -> readsAs(edited, source, replacement));
  }

  private static boolean readsAs(String edited, SourceText source, Replacement replacement) {
    List<ObjectNode> before = contents(source);
    List<ObjectNode> after = contents(new SourceText(source.name(), edited));
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      ObjectNode wanted =
          before.get(i).equals(replacement.manifest().content())
              ? replacement.content()
              : before.get(i);
      if (!after.get(i).equals(wanted) && !after.get(i).equals(before.get(i))) {
        return false;
      }
    }
    return after.contains(replacement.content());
  }

  private static List<ObjectNode> contents(SourceText source) {
    List<ObjectNode> contents = new ArrayList<>();
    YamlReader.read(source).manifests().forEach(manifest -> contents.add(manifest.content()));
    return contents;
  }

  /** Where the document begins and ends that holds a line, which counts from 1. */
  private static int[] document(String text, int line) {
    int start = text.startsWith("\ufeff") ? 1 : 0;
    int number = 1;
    int at = start;
    while (at < text.length()) {
      int next = text.indexOf('\n', at) + 1;
      int end = next == 0 ? text.length() : next;
      boolean marker = text.startsWith("---", at) || text.startsWith("...", at);
      if (marker && number > line) {
        return new int[] {start, at};
      }
      if (marker) {
        start = end;
      }
      number++;
      at = end;
    }
    return new int[] {start, text.length()};
  }
}
