package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import dev.tend.manifest.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hides the values of Secrets: {@code ***(a1)}. Within one mask equal values look equal and
 * different ones different, so that a change shows and its value doesn't.
 */
public final class SecretMask {
  private static final List<String> HIDDEN = List.of("data", "stringData");

  private final Map<String, String> masks = new HashMap<>();

  /** The change as it may be shown. */
  public FieldChange mask(ResourceId id, FieldChange change) {
    if (!isSecret(id)) {
      return change;
    }
    return new FieldChange(
        change.path(), mask(change.path(), change.before()), mask(change.path(), change.after()));
  }

  /** The object as it may be shown. */
  public ObjectNode mask(ResourceId id, ObjectNode object) {
    if (!isSecret(id)) {
      return object;
    }
    ObjectNode copy = object.deepCopy();
    for (String field : HIDDEN) {
      if (copy.has(field)) {
        copy.set(field, hide(copy.path(field)));
      }
    }
    return copy;
  }

  private static boolean isSecret(ResourceId id) {
    return id.groupKind().equals("Secret");
  }

  private @Nullable JsonNode mask(FieldPath path, @Nullable JsonNode value) {
    if (value == null) {
      return null;
    }
    if (path.isRoot()) {
      return value instanceof ObjectNode object
          ? mask(new ResourceId("", "Secret", "", ""), object)
          : value;
    }
    return path.elements().getFirst() instanceof Element.Key(String name) && HIDDEN.contains(name)
        ? hide(value)
        : value;
  }

  private JsonNode hide(JsonNode value) {
    if (value instanceof ObjectNode map) {
      ObjectNode hidden = map.objectNode();
      map.properties().forEach(entry -> hidden.set(entry.getKey(), hide(entry.getValue())));
      return hidden;
    }
    return value.isNull() ? value : TextNode.valueOf(maskOf(value.asText()));
  }

  private synchronized String maskOf(String value) {
    String next = "***(" + label(masks.size()) + ")";
    return masks.computeIfAbsent(value, ignored -> next);
  }

  /** a1 to a9, b1 to z9, then aa1. */
  private static String label(int position) {
    StringBuilder letters = new StringBuilder();
    for (int rest = position / 9; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('a' + rest % 26));
    }
    return letters.append(position % 9 + 1).toString();
  }
}
