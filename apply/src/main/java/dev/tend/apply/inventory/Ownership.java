package dev.tend.apply.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Sha256;
import java.util.Base64;
import java.util.Optional;

/**
 * Marks objects as an app's own, by labels that are part of what is applied. The second label makes
 * an app an ApplySet (KEP-3659), so that other tools see the owner too.
 *
 * @param namespace where the app's inventory lives: two apps of one name differ by it
 */
public record Ownership(String app, String namespace) {
  public static final String APP_LABEL = "tend.dev/app";
  static final String PART_OF_LABEL = "applyset.kubernetes.io/part-of";

  /** The name of the ConfigMap that holds the app's inventory. */
  public String inventoryName() {
    return "tend-inventory-" + app;
  }

  /** The ApplySet's id, as the KEP makes it of its parent's identity. */
  String setId() {
    String parent = inventoryName() + "." + namespace + ".ConfigMap.";
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.digest(parent));
    return "applyset-" + hash + "-v1";
  }

  /** The manifest with the app's labels. */
  public Manifest mark(Manifest manifest) {
    return manifest.withMetadata(
        metadata -> metadata.withObject("/labels").put(APP_LABEL, app).put(PART_OF_LABEL, setId()));
  }

  /** Whether the object carries this app's marks. */
  public boolean owns(ObjectNode live) {
    JsonNode labels = live.path("metadata").path("labels");
    return labels.path(APP_LABEL).asText().equals(app)
        && labels.path(PART_OF_LABEL).asText(setId()).equals(setId());
  }

  /** The app or other set that an object belongs to, as a person would name it. */
  public static Optional<String> ownerOf(ObjectNode object) {
    JsonNode labels = object.path("metadata").path("labels");
    String owner = labels.path(APP_LABEL).asText("");
    String set = labels.path(PART_OF_LABEL).asText("");
    return owner.isEmpty()
        ? Optional.of(set).filter(id -> !id.isEmpty()).map(id -> "the ApplySet " + id)
        : Optional.of("the app " + owner);
  }

  /** Another app that the object belongs to, as a person would name it. */
  public Optional<String> otherOwner(ObjectNode live) {
    JsonNode labels = live.path("metadata").path("labels");
    String owner = labels.path(APP_LABEL).asText("");
    if (owns(live) || owner.isEmpty() && labels.path(PART_OF_LABEL).asText("").equals(setId())) {
      return Optional.empty();
    }
    return owner.equals(app)
        ? Optional.of("the app %s of another namespace".formatted(owner))
        : ownerOf(live);
  }
}
