package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * One Kubernetes object as somebody wants it to be, and where that was written.
 *
 * @param content the whole object, {@code apiVersion} and {@code kind} included; not to be changed:
 *     whoever wants another content makes another manifest
 */
public record Manifest(ResourceId id, String apiVersion, ObjectNode content, Origin origin) {

  /** Takes identity from the content, which must have apiVersion, kind and metadata.name. */
  public static Manifest of(ObjectNode content, Origin origin) {
    String apiVersion = content.path("apiVersion").asText();
    JsonNode metadata = content.path("metadata");
    GroupVersionKind type = GroupVersionKind.of(apiVersion, content.path("kind").asText());
    ResourceId id =
        new ResourceId(
            type.group(),
            type.kind(),
            metadata.path("namespace").asText(""),
            metadata.path("name").asText(""));
    return new Manifest(id, apiVersion, content, origin);
  }

  public GroupVersionKind type() {
    return GroupVersionKind.of(apiVersion, id.kind());
  }

  /** The same origin with another content, from which identity is read again. */
  public Manifest withContent(ObjectNode other) {
    return of(other, origin);
  }

  /** The same object in this namespace: both its identity and its metadata say so. */
  public Manifest inNamespace(String namespace) {
    return withMetadata(metadata -> metadata.put("namespace", namespace));
  }

  /** The same object with other metadata; all else is shared, as nobody changes it. */
  public Manifest withMetadata(Consumer<ObjectNode> change) {
    ObjectNode copy = content.objectNode();
    copy.setAll(content);
    ObjectNode metadata =
        content.get("metadata") instanceof ObjectNode written
            ? written.deepCopy()
            : content.objectNode();
    change.accept(metadata);
    return withContent(copy.set("metadata", metadata));
  }
}
