package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The way from an object's root to one of its fields, as people read it: {@code
 * .spec.containers[name=web].image}.
 */
public record FieldPath(List<Element> elements) {
  public static final FieldPath ROOT = new FieldPath(List.of());

  public FieldPath {
    elements = List.copyOf(elements);
  }

  /** One step of a path. */
  public sealed interface Element {
    /** A field of an object, or a key of a map. */
    record Key(String name) implements Element {}

    /** A position in a list, from 0. */
    record Index(int position) implements Element {}

    /** The item of a list that has these values in its key fields. */
    record Keyed(SortedMap<String, JsonNode> keys) implements Element {
      public Keyed {
        keys = new TreeMap<>(keys);
      }
    }

    /** The item of a set that equals this value. */
    record Value(JsonNode value) implements Element {}
  }

  public static FieldPath of(String... keys) {
    FieldPath path = ROOT;
    for (String key : keys) {
      path = path.key(key);
    }
    return path;
  }

  public FieldPath key(String name) {
    return append(new Element.Key(name));
  }

  public FieldPath index(int position) {
    return append(new Element.Index(position));
  }

  public FieldPath append(Element element) {
    List<Element> longer = new ArrayList<>(elements.size() + 1);
    longer.addAll(elements);
    longer.add(element);
    return new FieldPath(longer);
  }

  /** Whether this is that path, or one below it. */
  public boolean startsWith(FieldPath other) {
    int length = other.elements.size();
    return elements.size() >= length && elements.subList(0, length).equals(other.elements);
  }

  public boolean isRoot() {
    return elements.isEmpty();
  }

  @Override
  public String toString() {
    if (elements.isEmpty()) {
      return ".";
    }
    StringBuilder text = new StringBuilder();
    for (Element element : elements) {
      switch (element) {
        case Element.Key(String name) -> appendKey(text, name);
        case Element.Index(int position) -> text.append('[').append(position).append(']');
        case Element.Keyed(SortedMap<String, JsonNode> keys) -> {
          text.append('[');
          String separator = "";
          for (var entry : keys.entrySet()) {
            text.append(separator).append(entry.getKey()).append('=');
            text.append(entry.getValue().asText());
            separator = ",";
          }
          text.append(']');
        }
        case Element.Value(JsonNode value) -> text.append("[=").append(value.asText()).append(']');
      }
    }
    return text.toString();
  }

  private static void appendKey(StringBuilder text, String name) {
    boolean plain = !name.isEmpty();
    for (int i = 0; i < name.length() && plain; i++) {
      char c = name.charAt(i);
      plain = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$';
    }
    if (plain) {
      text.append('.').append(name);
    } else {
      text.append("[\"").append(name.replace("\"", "\\\"")).append("\"]");
    }
  }
}
