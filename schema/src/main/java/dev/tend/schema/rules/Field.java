package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.schema.structural.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of an object and where it stands; an absent one has the zero value of its type. */
public final class Field {
  /** How a value is reached from the one that holds it. */
  private enum Step {
    ROOT,
    CHILD,
    KEY,
    INDEX
  }

  private final @Nullable Field parent;
  private final Step step;
  private final String name;
  private final int index;
  private final String source;
  private final JsonNode node;

  /** Where the path doesn't tell. */
  private final String ownType;

  private Field(
      @Nullable Field parent,
      Step step,
      String name,
      int index,
      String source,
      JsonNode node,
      String ownType) {
    this.parent = parent;
    this.step = step;
    this.name = name;
    this.index = index;
    this.source = source;
    this.node = node;
    this.ownType = ownType;
  }

  /**
   * @param type of the object, as {@link GoTypes} names it; empty where unknown
   */
  static Field root(JsonNode object, String type) {
    return new Field(null, Step.ROOT, "", 0, "", object, type);
  }

  /** The field of that name, there or not. */
  Field at(String child) {
    return new Field(this, Step.CHILD, child, 0, child, node.path(child), "");
  }

  Field at(String child, String... more) {
    Field field = at(child);
    for (String each : more) {
      field = field.at(each);
    }
    return field;
  }

  /** The same value under another name: servers misname some fields. */
  Field named(String other) {
    return new Field(parent, Step.CHILD, other, 0, source, node, ownType);
  }

  /** The same place with another value. */
  Field holding(JsonNode other) {
    return new Field(parent, step, name, index, source, other, ownType);
  }

  /** The same place with the value of another. */
  Field holding(Field other) {
    return new Field(parent, step, name, index, source, other.node, other.type());
  }

  /** Another place with a value that stands elsewhere. */
  Field place(String child, Field value) {
    return new Field(this, Step.CHILD, child, 0, child, value.node, value.type());
  }

  /** A place that holds no value of its own, or another one. */
  Field place(String child, JsonNode value) {
    return new Field(this, Step.CHILD, child, 0, child, value, "");
  }

  Field place(String child) {
    return place(child, MissingNode.getInstance());
  }

  Field key(String key) {
    return new Field(this, Step.KEY, key, 0, key, node.path(key), "");
  }

  Field index(int position) {
    return new Field(this, Step.INDEX, "", position, "", node.path(position), "");
  }

  /** The items of a list. */
  List<Field> items() {
    List<Field> items = new ArrayList<>(node.size());
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      items.add(index(i));
    }
    return items;
  }

  /** The entries of a map. */
  List<Field> entries() {
    List<Field> entries = new ArrayList<>(node.size());
    node.fieldNames().forEachRemaining(key -> entries.add(key(key)));
    return entries;
  }

  JsonNode node() {
    return node;
  }

  /** The name of a child, the key of an entry. */
  String name() {
    return name;
  }

  Field parent() {
    return parent == null ? this : parent;
  }

  String text() {
    return node.asText("");
  }

  long number() {
    return node.asLong();
  }

  boolean isTrue() {
    return node.asBoolean();
  }

  /** Whether somebody said something: neither absent nor null. */
  boolean isSet() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** An empty text, list or map, or nothing at all. */
  boolean isEmpty() {
    return node.isTextual()
        ? node.asText().isEmpty()
        : !isSet() || node.isContainerNode() && node.isEmpty();
  }

  boolean has(String child) {
    return node.hasNonNull(child);
  }

  boolean is(String text) {
    return node.isTextual() && node.asText().equals(text);
  }

  Place place() {
    if (parent == null) {
      return Place.ROOT;
    }
    return switch (step) {
      case ROOT -> Place.ROOT;
      case CHILD -> parent.place().child(name);
      case KEY -> parent.place().key(name);
      case INDEX -> parent.place().index(index);
    };
  }

  /** As the server's own types name it. */
  String type() {
    if (parent == null || !ownType.isEmpty()) {
      return ownType;
    }
    return switch (step) {
      case ROOT -> ownType;
      case CHILD -> GoTypes.known().member(parent.type(), source);
      case KEY, INDEX -> GoTypes.item(parent.type());
    };
  }

  /** The value, as a server prints it in a message. */
  String shown() {
    return GoTypes.known().show(type(), node);
  }
}
