package dev.tend.apply.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Sha256;
import java.util.Base64;
import java.util.List;
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
    return label(live, APP_LABEL).equals(app)
        && (isInSet(live) || label(live, PART_OF_LABEL).isEmpty());
  }

  /** The app or other set that an object belongs to, as a person would name it. */
  public static Optional<String> ownerOf(ObjectNode object) {
    String owner = label(object, APP_LABEL);
    String set = label(object, PART_OF_LABEL);
    return owner.isEmpty()
        ? Optional.of(set).filter(id -> !id.isEmpty()).map(id -> "the ApplySet " + id)
        : Optional.of("the app " + owner);
  }

  /** Another app that the object belongs to, as a person would name it. */
  public Optional<String> otherOwner(ObjectNode live) {
    return otherOwner(live, List.of());
  }

  /**
   * Another app that the object belongs to, as a person would name it.
   *
   * @param namesakes the apps of this name that are known
   */
  public Optional<String> otherOwner(ObjectNode live, List<Ownership> namesakes) {
    String owner = label(live, APP_LABEL);
    if (owns(live) || owner.isEmpty() && isInSet(live)) {
      return Optional.empty();
    }
    if (!owner.equals(app)) {
      return ownerOf(live);
    }
    String namespace =
        namesakes.stream()
            .filter(namesake -> namesake.isInSet(live))
            .map(namesake -> "namespace " + namesake.namespace)
            .findFirst()
            .orElse("another namespace");
    return Optional.of("the app %s of %s".formatted(owner, namespace));
  }

  /** Whether the object belongs to an app of this name in another namespace. */
  public boolean isNamesakes(ObjectNode live) {
    return label(live, APP_LABEL).equals(app) && !owns(live);
  }

  private boolean isInSet(ObjectNode live) {
    return label(live, PART_OF_LABEL).equals(setId());
  }

  private static String label(ObjectNode object, String name) {
    return object.path("metadata").path("labels").path(name).asText("");
  }
}
