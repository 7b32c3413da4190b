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
    ObjectNode content = manifest.content().deepCopy();
    content.withObject("/metadata/labels").put(APP_LABEL, app).put(PART_OF_LABEL, setId());
    return manifest.withContent(content);
  }

  /** Whether the object carries this app's marks. */
  public boolean owns(ObjectNode live) {
    JsonNode labels = live.path("metadata").path("labels");
    return labels.path(APP_LABEL).asText().equals(app)
        && labels.path(PART_OF_LABEL).asText(setId()).equals(setId());
  }

  /** Another app that the object belongs to, as a person would name it. */
  public Optional<String> otherOwner(ObjectNode live) {
    JsonNode labels = live.path("metadata").path("labels");
    String owner = labels.path(APP_LABEL).asText("");
    String set = labels.path(PART_OF_LABEL).asText("");
    if (owner.isEmpty() && set.isEmpty() || owns(live)) {
      return Optional.empty();
    }
    if (owner.isEmpty()) {
      return set.equals(setId()) ? Optional.empty() : Optional.of("the ApplySet " + set);
    }
    return Optional.of(
        owner.equals(app)
            ? "the app %s of another namespace".formatted(owner)
            : "the app " + owner);
  }
}
