package dev.tend.apply.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An inventory as a ConfigMap: one line for each object, {@code apps/v1 Deployment shop web UID},
 * {@code hook} after what is one, {@code completed:DIGEST} after a Job that may be gone; compressed
 * where it is long.
 */
public final class InventoryFormat {
  public static final String LABEL = "tend.dev/inventory";
  private static final String VERSION = "1";
  private static final String GOOD = "good";
  private static final String HOOK = "hook";
  private static final String COMPLETED = "completed:";

  private static final int PLAIN_LIMIT = 200_000;

  /** A ConfigMap's data may have 1 MiB; the rest is for what others may add. */
  private static final int COMPRESSED_LIMIT = 1_000_000;

  private InventoryFormat() {}

  public static ObjectNode write(Inventory inventory, Ownership owner) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = map.putObject("metadata");
    metadata.put("name", owner.inventoryName()).put("namespace", owner.namespace());
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", "tend")
        .put(LABEL, owner.app())
        .put("applyset.kubernetes.io/id", owner.setId());
    metadata
        .putObject("annotations")
        .put("applyset.kubernetes.io/tooling", "tend/v1")
        .put("applyset.kubernetes.io/contains-group-kinds", groupKinds(inventory))
        .put("applyset.kubernetes.io/additional-namespaces", namespaces(inventory, owner));
    String lines =
        inventory.entries().values().stream()
            .map(InventoryFormat::line)
            .collect(Collectors.joining());
    ObjectNode data = map.putObject("data").put("format", VERSION);
    Inventory.Newest newest = inventory.newest();
    if (newest.revision() > 0) {
      data.put("revision", String.valueOf(newest.revision()));
      data.put("digest", newest.digest());
      data.put("outcome", newest.good() ? GOOD : "failed");
    }
    if (lines.length() <= PLAIN_LIMIT) {
      data.put("objects", lines);
    } else {
      map.putObject("binaryData")
          .put("objects.gz", Base64.getEncoder().encodeToString(compress(lines, owner)));
    }
    return map;
  }

  /** Whose it is. */
  public static Ownership owner(ObjectNode map) {
    JsonNode metadata = map.path("metadata");
    return new Ownership(
        metadata.path("labels").path(LABEL).asText(), metadata.path("namespace").asText());
  }

  /**
   * @throws KnownFailure where the ConfigMap isn't one that this version of tend can read
   */
  public static Inventory read(ObjectNode map) {
    String name = map.path("metadata").path("name").asText();
    JsonNode data = map.path("data");
    if (!data.path("format").asText().equals(VERSION)) {
      throw new KnownFailure(
          "Couldn't read the inventory in ConfigMap %s: its format is %s, not %s"
              .formatted(name, data.path("format").asText("missing"), VERSION),
          "A newer tend wrote it, or somebody edited it");
    }
    JsonNode compressed = map.path("binaryData").path("objects.gz");
    String lines =
        compressed.isTextual()
            ? expand(Base64.getDecoder().decode(compressed.asText()))
            : data.path("objects").asText("");
    List<Inventory.Entry> entries = new ArrayList<>();
    lines.lines().forEach(line -> entries.add(entry(line, name)));
    Inventory.Newest newest =
        new Inventory.Newest(
            data.path("revision").asInt(0),
            data.path("digest").asText(""),
            data.path("outcome").asText("").equals(GOOD));
    return Inventory.of(entries).revised(newest);
  }

  private static String line(Inventory.Entry entry) {
    ResourceId id = entry.id();
    return String.join(
            " ", entry.apiVersion(), id.kind(), dash(id.namespace()), id.name(), dash(entry.uid()))
        + (entry.hook() ? " " + HOOK : "")
        + (entry.completed().isEmpty() ? "" : " " + COMPLETED + entry.completed())
        + "\n";
  }

  private static Inventory.Entry entry(String line, String name) {
    List<String> words = List.of(line.split(" ", -1));
    String mark = words.size() == 6 ? words.get(5) : "";
    boolean hook = mark.equals(HOOK);
    String completed = mark.startsWith(COMPLETED) ? mark.substring(COMPLETED.length()) : "";
    if (words.size() != 5 && !hook && completed.isEmpty()) {
      throw new KnownFailure(
          "Couldn't read the inventory in ConfigMap %s: not an object: %s".formatted(name, line),
          "Somebody edited it; restore it from a backup. Or delete it: the next apply makes it anew,"
              + " but what left the sources is then pruned by nobody");
    }
    GroupVersionKind type = GroupVersionKind.of(words.get(0), words.get(1));
    ResourceId id = new ResourceId(type.group(), type.kind(), undash(words.get(2)), words.get(3));
    return new Inventory.Entry(id, words.get(0), undash(words.get(4)), hook, completed);
  }

  private static String dash(String word) {
    return word.isEmpty() ? "-" : word;
  }

  private static String undash(String word) {
    return word.equals("-") ? "" : word;
  }

  private static String groupKinds(Inventory inventory) {
    return inventory.entries().keySet().stream()
        .map(ResourceId::groupKind)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(TreeSet::new), kinds -> String.join(",", kinds)));
  }

  private static String namespaces(Inventory inventory, Ownership owner) {
    return inventory.entries().keySet().stream()
        .map(ResourceId::namespace)
        .filter(namespace -> !namespace.isEmpty() && !namespace.equals(owner.namespace()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(TreeSet::new), names -> String.join(",", names)));
  }

  private static byte[] compress(String text, Ownership owner) {
    byte[] bytes = Compressed.of(text);
    if (bytes.length > COMPRESSED_LIMIT) {
      throw new KnownFailure(
          "Couldn't record what app %s consists of: its inventory exceeds a ConfigMap"
              .formatted(owner.app()),
          "Split the app into several");
    }
    return bytes;
  }

  private static String expand(byte[] bytes) {
    try {
      return Compressed.read(bytes);
    } catch (IOException e) {
      throw new KnownFailure("Couldn't read an inventory: it isn't compressed as tend does", "", e);
    }
  }
}
