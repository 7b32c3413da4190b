package dev.tend.render.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.tree.GoFloat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A mapping of a kustomization or of a step's configuration, read strictly. */
final class Section {
  private final JsonNode content;
  private final FieldPath path;
  private final Origin origin;
  private final boolean lenient;

  Section(JsonNode content, FieldPath path, Origin origin) {
    this(content, path, origin, false);
  }

  /**
   * @param lenient whether numbers and booleans are taken where text is needed
   */
  Section(JsonNode content, FieldPath path, Origin origin, boolean lenient) {
    this.content = content;
    this.path = path;
    this.origin = origin;
    this.lenient = lenient;
    if (!content.isObject() && !content.isMissingNode() && !content.isNull()) {
      throw wrong(path, "must be a mapping, and it is " + described(content));
    }
  }

  Origin origin() {
    return origin;
  }

  /** For what is made from this section. */
  Origin place() {
    return new Origin(origin.source(), origin.document(), origin.item(), path);
  }

  JsonNode content() {
    return content;
  }

  boolean isPresent() {
    return content.isObject();
  }

  /** Refuses fields of other names, in whatever case they are written. */
  Section allowOnly(Set<String> names) {
    content
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new BuildFailure(
                    Problem.error(
                        "kustomize/unknown-field",
                        origin.locate(path.key(name)),
                        path.key(name),
                        "There is no field `" + name + "` here",
                        NearMiss.hint(name, names)));
              }
            });
    return this;
  }

  private String actual(String name) {
    if (content.has(name) || !content.isObject()) {
      return name;
    }
    for (Map.Entry<String, JsonNode> field : ((ObjectNode) content).properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getKey();
      }
    }
    return name;
  }

  /** Missing where it is null too. */
  JsonNode value(String name) {
    JsonNode value = content.path(actual(name));
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  String text(String name) {
    return text(value(name), path.key(actual(name)));
  }

  private String text(JsonNode value, FieldPath at) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (lenient && value.isValueNode()) {
      return value.isDouble() ? GoFloat.text(value.doubleValue()) : value.asText();
    }
    if (!value.isTextual()) {
      String hint = value.isValueNode() ? "Quote it: \"" + value.asText() + "\"" : "";
      throw wrong(at, "must be text, and it is " + described(value), hint);
    }
    return value.textValue();
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(path.key(name), "must be true or false, and it is " + described(value));
    }
    return value.asBoolean(false);
  }

  long number(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.canConvertToLong()) {
      throw wrong(path.key(name), "must be a whole number, and it is " + described(value));
    }
    return value.asLong(0);
  }

  Section section(String name) {
    return new Section(value(name), path.key(actual(name)), origin, lenient);
  }

  List<Section> sections(String name) {
    return each(name, (value, at) -> new Section(value, at, origin, lenient));
  }

  List<String> texts(String name) {
    return each(name, this::text);
  }

  /** Names and texts, sorted as they are written. */
  Map<String, String> map(String name) {
    Section section = section(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (section.isPresent()) {
      section.content.fieldNames().forEachRemaining(key -> texts.put(key, section.text(key)));
    }
    return texts;
  }

  private interface ItemReader<T> {
    T read(JsonNode item, FieldPath path);
  }

  private <T> List<T> each(String name, ItemReader<T> reader) {
    JsonNode list = value(name);
    FieldPath at = path.key(actual(name));
    if (!list.isArray() && !list.isMissingNode()) {
      throw wrong(at, "must be a list, and it is " + described(list));
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(reader.read(list.get(i), at.index(i)));
    }
    return items;
  }

  /** Does something for which this section is to blame if it fails. */
  <T> T located(Supplier<T> action) {
    return located(path, action);
  }

  /** Does something for which one of its fields is to blame if it fails. */
  <T> T located(String name, Supplier<T> action) {
    return located(path.key(actual(name)), action);
  }

  /** Each text of a list made into something, or blamed for it. */
  <T> List<T> locatedEach(String name, Function<String, T> action) {
    return each(name, (value, at) -> located(at, () -> action.apply(text(value, at))));
  }

  private <T> T located(FieldPath at, Supplier<T> action) {
    try {
      return action.get();
    } catch (BuildFailure e) {
      if (e.problem().isPresent()) {
        throw e;
      }
      throw new BuildFailure(
          Problem.error("kustomize/build", origin.locate(at), at, e.message(), e.hint()));
    }
  }

  BuildFailure wrong(String name, String message) {
    return wrong(path.key(actual(name)), message);
  }

  private BuildFailure wrong(FieldPath at, String message) {
    return wrong(at, message, "");
  }

  private BuildFailure wrong(FieldPath at, String message, String hint) {
    return new BuildFailure(
        Problem.error("kustomize/type", origin.locate(at), at, at + " " + message, hint));
  }

  private static String described(JsonNode value) {
    if (value.isArray()) {
      return "a list";
    }
    return value.isObject() ? "a mapping" : "`" + value.asText() + "`";
  }
}
