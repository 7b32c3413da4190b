package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;

/**
 * The anchors of one document. An alias gives a copy, and the sum of all copies is bounded: a few
 * lines of aliases of aliases would else fill any memory.
 */
final class Anchors {
  private static final int MAX_COPIED = 100_000;
  private static final int TEXT_UNIT = 64;

  private final Map<String, JsonNode> values = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Findings findings;
  private int left = MAX_COPIED;

  Anchors(Findings findings) {
    this.findings = findings;
  }

  void open(Anchor anchor) {
    open.add(anchor.getValue());
  }

  void define(Anchor anchor, JsonNode value) {
    open.remove(anchor.getValue());
    values.put(anchor.getValue(), value);
  }

  JsonNode copyOf(AliasEvent alias, FieldPath path) {
    String name = alias.getAlias().getValue();
    if (open.contains(name)) {
      throw refused(alias, path, "The anchor `&" + name + "` contains itself", "");
    }
    JsonNode value = values.get(name);
    if (value == null) {
      throw refused(
          alias,
          path,
          "The alias `*" + name + "` has no anchor `&" + name + "` before it in this document",
          "Quote the value if it is meant as text");
    }
    spend(value);
    if (left < 0) {
      throw refused(
          alias,
          path,
          "The aliases of this document expand to more than " + MAX_COPIED + " values",
          "Nested aliases multiply: write the values out, or split the file");
    }
    return value.deepCopy();
  }

  private void spend(JsonNode value) {
    left -= value.isTextual() ? 1 + value.textValue().length() / TEXT_UNIT : 1;
    for (JsonNode child : value) {
      if (left < 0) {
        return;
      }
      spend(child);
    }
  }

  private UnreadableDocument refused(
      AliasEvent alias, FieldPath path, String message, String hint) {
    return findings.refusal("yaml/alias", alias, path, message, hint);
  }
}
