package dev.tend.render.kustomize;

import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.History;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.World;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes a ConfigMap or Secret from literals, files and environment files. */
final class Generator {
  private static final int LINE = 70;

  private final Section fields;
  private final Section globals;
  private final Root root;
  private final World world;

  /**
   * @param globals options that hold unless the generator says otherwise
   */
  Generator(Section fields, Section globals, Root root, World world) {
    this.fields = fields;
    this.globals = globals;
    this.root = root;
    this.world = world;
  }

  Resource configMap() {
    Map<String, Node> content = base("ConfigMap");
    Map<String, Node> data = new LinkedHashMap<>();
    Map<String, Node> binary = new LinkedHashMap<>();
    values()
        .forEach(
            (key, bytes) -> {
              try {
                String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                data.put(key, ScalarNode.string(text));
              } catch (CharacterCodingException e) {
                binary.put(key, ScalarNode.string(base64(bytes)));
              }
            });
    if (!data.isEmpty()) {
      content.put("data", MapNode.of(data));
    }
    if (!binary.isEmpty()) {
      content.put("binaryData", MapNode.of(binary));
    }
    return resource(content);
  }

  Resource secret() {
    Map<String, Node> content = base("Secret");
    String type = fields.text("type");
    content.put("type", ScalarNode.string(type.isEmpty() ? "Opaque" : type));
    Map<String, Node> data = new LinkedHashMap<>();
    values().forEach((key, bytes) -> data.put(key, ScalarNode.string(base64(bytes))));
    content.put("data", MapNode.of(data));
    return resource(content);
  }

  private Map<String, byte[]> values() {
    return new TreeMap<>(new KeyValues(root).read(fields));
  }

  private Map<String, Node> base(String kind) {
    String name = named("name");
    if (name.isEmpty()) {
      throw fields.wrong("name", "is missing: every generated object has a name");
    }
    Map<String, Node> metadata = new LinkedHashMap<>();
    metadata.put("name", ScalarNode.string(name));
    String namespace = named("namespace");
    if (!namespace.isEmpty()) {
      metadata.put("namespace", ScalarNode.string(namespace));
    }
    for (String field : new String[] {"labels", "annotations"}) {
      Map<String, Node> texts = new TreeMap<>();
      globals.map(field).forEach((key, text) -> texts.put(key, ScalarNode.string(text)));
      options().map(field).forEach((key, text) -> texts.put(key, ScalarNode.string(text)));
      if (!texts.isEmpty()) {
        metadata.put(field, MapNode.of(texts));
      }
    }
    Map<String, Node> content = new LinkedHashMap<>();
    content.put("apiVersion", ScalarNode.string("v1"));
    content.put("kind", ScalarNode.string(kind));
    content.put("metadata", MapNode.of(metadata));
    return content;
  }

  private Section options() {
    return fields.section("options");
  }

  /** As a file of its own, a generator says its name in its metadata. */
  private String named(String field) {
    String own = fields.text(field);
    return own.isEmpty() ? fields.section("metadata").text(field) : own;
  }

  private Resource resource(Map<String, Node> content) {
    if (options().flag("immutable") || globals.flag("immutable")) {
      content.put("immutable", new ScalarNode("true", Tag.BOOLEAN, false));
    }
    Resource resource = new Resource(world, MapNode.of(content), fields.place());
    History history = resource.history();
    history.setHashed(
        !options().flag("disableNameSuffixHash") && !globals.flag("disableNameSuffixHash"));
    history.setBehavior(behavior(fields.text("behavior")));
    return resource;
  }

  /** Words that mean nothing are passed over, as kustomize does. */
  private static History.Behavior behavior(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "create" -> History.Behavior.CREATE;
      case "replace" -> History.Behavior.REPLACE;
      case "merge" -> History.Behavior.MERGE;
      default -> History.Behavior.UNSPECIFIED;
    };
  }

  /** In lines where it is long. */
  private static String base64(byte[] bytes) {
    String text = Base64.getEncoder().encodeToString(bytes);
    if (text.length() < LINE) {
      return text;
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < text.length(); i += LINE) {
      lines.append(text, i, Math.min(text.length(), i + LINE)).append('\n');
    }
    return lines.toString();
  }
}
