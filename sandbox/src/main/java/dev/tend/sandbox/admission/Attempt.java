package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * A create or an update, as plugins see it.
 *
 * @param live null on a create
 * @param object what is wanted; while plugins complete it, they change it in place
 * @param resource {@code deployments.apps}
 * @param subresource {@code status}; mostly empty
 * @param name what refusals call the object: its generateName, as long as its name isn't made
 */
public record Attempt(
    @Nullable ObjectNode live,
    ObjectNode object,
    String resource,
    String subresource,
    String name,
    WriteOptions options) {
  private static final int GENERATED_CHARACTERS = 5;

  /** Before the object is complete. */
  static Attempt completing(
      @Nullable ObjectNode live, ObjectNode object, String resource, WriteOptions options) {
    return new Attempt(live, object, resource, "", nameSoFar(live, object), options);
  }

  /** After that. */
  static Attempt validating(
      @Nullable ObjectNode live,
      ObjectNode object,
      String resource,
      String subresource,
      WriteOptions options) {
    return new Attempt(live, object, resource, subresource, Meta.name(object), options);
  }

  /** The store makes names before plugins run, the server after the completing ones. */
  private static String nameSoFar(@Nullable ObjectNode live, ObjectNode object) {
    String name = Meta.name(object);
    String prefix = object.path("metadata").path("generateName").asText("");
    boolean generated =
        live == null
            && !prefix.isEmpty()
            && name.startsWith(prefix)
            && name.length() == prefix.length() + GENERATED_CHARACTERS;
    return generated ? prefix : name;
  }

  public boolean isCreate() {
    return live == null;
  }

  public boolean isOf(GroupKind kind) {
    return kind().equals(kind);
  }

  public GroupKind kind() {
    return GroupKind.of(Meta.id(object));
  }

  public String namespace() {
    return Meta.namespace(object);
  }

  /** The object's spec, made where there is none. */
  public ObjectNode spec() {
    return object.withObject("/spec");
  }

  /** What stands at a field of the object before; missing on a create. */
  public JsonNode before(String field) {
    return live == null ? MissingNode.getInstance() : live.path(field);
  }

  /** {@code pods "web" is forbidden: ...}. */
  public ApiFailure forbidden(String why) {
    return Failures.forbidden(resource, name, why);
  }
}
