package dev.tend.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.Force;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** A saved plan as a JSON file, which only its owner can read: it holds the manifests whole. */
final class PlanFile {
  private static final String API_VERSION = "tend.dev/v1alpha1";
  private static final String KIND = "Plan";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  PlanFile(Path file) {
    this.file = file;
  }

  void write(SavedPlan plan) {
    ObjectNode root = JSON.createObjectNode().put("apiVersion", API_VERSION).put("kind", KIND);
    root.putObject("metadata").put("creationTimestamp", plan.made().toString());
    ObjectNode spec = root.putObject("spec");
    spec.put("cluster", plan.cluster()).put("namespace", plan.namespace());
    spec.put("source", plan.source()).put("waitLimit", plan.waitLimit().toString());
    spec.set("settings", write(plan.settings()));
    plan.lines().forEach(spec.putArray("changes")::add);
    plan.manifests().forEach(manifest -> spec.withArray("/manifests").add(manifest.content()));
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, ownerOnly());
      Files.writeString(
          file, root.toPrettyString() + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new KnownFailure("Writing the plan to %s: %s".formatted(file, e.getMessage()), "", e);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static ObjectNode write(Pipeline.Settings settings) {
    ObjectNode node = JSON.createObjectNode();
    settings.app().ifPresent(app -> node.put("app", app));
    node.put("prune", settings.prune());
    settings.maxDeletions().ifPresent(most -> node.put("maxDeletions", most));
    new TreeSet<>(settings.pruneConsent()).forEach(node.putArray("pruneConsent")::add);
    node.put("forceConflicts", settings.force().everything());
    new TreeSet<>(settings.force().names()).forEach(node.putArray("forceConflictsWith")::add);
    node.put("concurrency", settings.concurrency());
    settings.dependsOn().forEach(node.putArray("dependsOn")::add);
    return node.put("createNamespace", settings.createNamespace());
  }

  /**
   * @throws KnownFailure where it can't be read, or isn't a plan of this version of tend
   */
  SavedPlan read() {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw unreadable("it isn't JSON");
    } catch (NoSuchFileException e) {
      throw unreadable("there is no such file");
    } catch (IOException e) {
      throw new KnownFailure(
          "Reading the plan in %s: %s".formatted(file, e.getMessage()),
          "tend diff SOURCE --save-plan FILE writes one",
          e);
    }
    boolean known =
        root.path("apiVersion").asText().equals(API_VERSION)
            && root.path("kind").asText().equals(KIND);
    if (!known) {
      throw unreadable("it isn't a plan of " + API_VERSION);
    }
    JsonNode spec = root.path("spec");
    List<String> lines = new ArrayList<>();
    spec.path("changes").forEach(line -> lines.add(line.asText()));
    try {
      return new SavedPlan(
          spec.path("cluster").asText(),
          Instant.parse(root.path("metadata").path("creationTimestamp").asText()),
          spec.path("namespace").asText(),
          settings(spec.path("settings"), spec.path("namespace").asText()),
          Duration.parse(spec.path("waitLimit").asText()),
          spec.path("source").asText(),
          manifests(spec.path("manifests")),
          lines);
    } catch (DateTimeException e) {
      throw unreadable(e.getMessage() == null ? "a time in it is none" : e.getMessage());
    }
  }

  private List<Manifest> manifests(JsonNode array) {
    List<Manifest> manifests = new ArrayList<>();
    for (JsonNode content : array) {
      if (!(content instanceof ObjectNode object)) {
        throw unreadable("one of its manifests is none");
      }
      manifests.add(Manifest.of(object, Origin.generated(file.toString())));
    }
    return manifests;
  }

  private static Pipeline.Settings settings(JsonNode node, String namespace) {
    Set<String> consent = new TreeSet<>();
    node.path("pruneConsent").forEach(kind -> consent.add(kind.asText()));
    List<String> forced = new ArrayList<>();
    node.path("forceConflictsWith").forEach(name -> forced.add(name.asText()));
    List<String> dependsOn = new ArrayList<>();
    node.path("dependsOn").forEach(name -> dependsOn.add(name.asText()));
    return new Pipeline.Settings(
        Optional.of(node.path("app").asText("")).filter(app -> !app.isEmpty()),
        Optional.of(namespace),
        node.path("prune").asBoolean(),
        node.has("maxDeletions")
            ? OptionalInt.of(node.path("maxDeletions").asInt())
            : OptionalInt.empty(),
        consent,
        Force.of(node.path("forceConflicts").asBoolean(), forced),
        node.path("concurrency").asInt(1),
        node.path("createNamespace").asBoolean(),
        dependsOn);
  }

  private KnownFailure unreadable(String why) {
    return new KnownFailure(
        "Reading the plan in %s: %s".formatted(file, why),
        "tend diff SOURCE --save-plan FILE writes one");
  }
}
