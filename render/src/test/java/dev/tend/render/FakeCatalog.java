package dev.tend.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.FieldSchema.Facts;
import dev.tend.schema.FieldSchema.Scalar;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Knows Deployments and Services with the few fields that these tests fill, and Namespaces. */
final class FakeCatalog implements SchemaCatalog {
  private static final FieldSchema TEXT = scalar(Scalar.Type.STRING);
  private static final FieldSchema SPEC =
      new Struct(
          Map.of(
              "replicas", scalar(Scalar.Type.INTEGER),
              "paused", scalar(Scalar.Type.BOOLEAN),
              "ratio", scalar(Scalar.Type.NUMBER),
              "cpu", scalar(Scalar.Type.QUANTITY),
              "port", scalar(Scalar.Type.INT_OR_STRING),
              "serviceName", TEXT));
  private static final FieldSchema METADATA = new Struct(Map.of("name", TEXT));
  private static final FieldSchema OBJECT = new Struct(Map.of("metadata", METADATA, "spec", SPEC));

  private final List<ResourceType> types =
      List.of(
          type("apps", "Deployment", true),
          type("", "Namespace", false),
          type("", "ConfigMap", true),
          type("", "Service", true));

  @Override
  public Optional<ResourceType> find(GroupVersionKind gvk) {
    return types.stream().filter(type -> type.gvk().equals(gvk)).findFirst();
  }

  @Override
  public List<ResourceType> types() {
    return types;
  }

  @Override
  public Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
    return Optional.empty();
  }

  private static FieldSchema scalar(Scalar.Type type) {
    return new Scalar(type, "", Set.of(), Facts.NONE);
  }

  private static ResourceType type(String group, String kind, boolean namespaced) {
    String singular = kind.toLowerCase(Locale.ROOT);
    return new ResourceType(
        new GroupVersionKind(group, "v1", kind),
        singular + "s",
        singular,
        List.of(),
        List.of(),
        namespaced,
        Set.of(),
        List.of(),
        OBJECT);
  }

  private record Struct(Map<String, FieldSchema> fields) implements FieldSchema.Struct {
    @Override
    public Set<String> fieldNames() {
      return new TreeSet<>(fields.keySet());
    }

    @Override
    public Optional<FieldSchema> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    @Override
    public Set<String> required() {
      return Set.of();
    }

    @Override
    public boolean atomic() {
      return false;
    }

    @Override
    public boolean preservesUnknownFields() {
      return false;
    }

    @Override
    public Facts facts() {
      return Facts.NONE;
    }
  }
}
