package dev.tend.apply.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.history.Revision.Outcome;
import dev.tend.apply.inventory.Compressed;
import dev.tend.apply.inventory.Ownership;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A revision as Secrets, because its manifests may hold secrets: the facts are annotations of the
 * first, the manifests are compressed, and split where they exceed one.
 */
public final class RevisionFormat {
  /** On every part of a revision: the app that it is of. */
  public static final String LABEL = "tend.dev/history";

  private static final String NUMBER = "tend.dev/revision";
  private static final String PART = "tend.dev/part";
  private static final String PARTS = "tend.dev/parts";
  private static final String APPLIED = "tend.dev/applied-at";
  private static final String BY = "tend.dev/applied-by";
  private static final String SOURCE = "tend.dev/source";
  private static final String DIGEST = "tend.dev/digest";
  private static final String OBJECTS = "tend.dev/objects";
  private static final String OUTCOME = "tend.dev/outcome";
  private static final String MESSAGE = "tend.dev/message";

  /** A Secret's data may have 1 MiB, encoded as it is stored; the rest is for its metadata. */
  private static final int PART_LIMIT = 700_000;

  private RevisionFormat() {}

  public static String name(Ownership owner, int number) {
    return "tend-revision-%s-%d".formatted(owner.app(), number);
  }

  /** The Secrets that hold the revision; the first has its facts. */
  public static List<ObjectNode> write(Ownership owner, Revision revision, String lines) {
    byte[] bytes = Compressed.of(lines);
    int parts = Math.max(1, Math.ceilDiv(bytes.length, PART_LIMIT));
    List<ObjectNode> secrets = new ArrayList<>();
    for (int part = 1; part <= parts; part++) {
      int from = (part - 1) * PART_LIMIT;
      byte[] share = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_LIMIT));
      ObjectNode secret = secret(owner, revision.number(), part, share);
      if (part == 1) {
        ObjectNode metadata = secret.withObject("/metadata");
        metadata.set("annotations", facts(revision).put(PARTS, String.valueOf(parts)));
      }
      secrets.add(secret);
    }
    return secrets;
  }

  private static ObjectNode secret(Ownership owner, int number, int part, byte[] share) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret").put("type", "tend.dev/revision");
    secret.put("immutable", true);
    String name = name(owner, number);
    ObjectNode metadata = secret.putObject("metadata");
    metadata.put("name", part == 1 ? name : name + "-part-" + part);
    metadata.put("namespace", owner.namespace());
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", "tend")
        .put(LABEL, owner.app())
        .put(NUMBER, String.valueOf(number))
        .put(PART, String.valueOf(part));
    secret.putObject("data").put("manifests.gz", Base64.getEncoder().encodeToString(share));
    return secret;
  }

  private static ObjectNode facts(Revision revision) {
    return outcome(revision.outcome(), revision.message())
        .put(APPLIED, revision.applied().toString())
        .put(BY, revision.provenance().by())
        .put(SOURCE, revision.provenance().source())
        .put(DIGEST, revision.digest())
        .put(OBJECTS, String.valueOf(revision.objects()));
  }

  /** The annotations that say how an apply ended, which may turn out later. */
  public static ObjectNode outcome(Outcome outcome, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
        .put(MESSAGE, message);
  }

  /** The revisions among Secrets, by number; what isn't one is passed over. */
  public static List<Revision> read(List<ObjectNode> secrets) {
    Map<Integer, Revision> revisions = new TreeMap<>();
    for (ObjectNode secret : secrets) {
      if (part(secret) == 1) {
        revision(secret).ifPresent(revision -> revisions.put(revision.number(), revision));
      }
    }
    return List.copyOf(revisions.values());
  }

  private static Optional<Revision> revision(ObjectNode secret) {
    JsonNode facts = secret.path("metadata").path("annotations");
    try {
      return Optional.of(
          new Revision(
              number(secret),
              Instant.parse(facts.path(APPLIED).asText()),
              new Provenance(facts.path(BY).asText(""), facts.path(SOURCE).asText("")),
              facts.path(DIGEST).asText(""),
              facts.path(OBJECTS).asInt(0),
              Outcome.valueOf(facts.path(OUTCOME).asText("").toUpperCase(Locale.ROOT)),
              facts.path(MESSAGE).asText("")));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static int number(ObjectNode secret) {
    return label(secret, NUMBER);
  }

  private static int part(ObjectNode secret) {
    return label(secret, PART);
  }

  private static int label(ObjectNode secret, String name) {
    return secret.path("metadata").path("labels").path(name).asInt(0);
  }

  /**
   * The manifests of a revision.
   *
   * @param secrets all of an app's history, or of this revision
   * @throws KnownFailure where parts are missing or damaged
   */
  public static List<Manifest> manifests(List<ObjectNode> secrets, int number, Ownership owner) {
    String where = "revision %d of app %s".formatted(number, owner.app());
    Map<Integer, ObjectNode> parts = new TreeMap<>();
    secrets.stream()
        .filter(secret -> number(secret) == number)
        .forEach(secret -> parts.put(part(secret), secret));
    ObjectNode first = parts.get(1);
    int wanted =
        first == null ? 0 : first.path("metadata").path("annotations").path(PARTS).asInt(0);
    if (wanted == 0 || parts.size() != wanted) {
      throw new KnownFailure(
          "Couldn't read %s: %d of its Secrets are there".formatted(where, parts.size()),
          "Go back to another revision");
    }
    try {
      return ManifestLines.read(Compressed.read(bytes(parts.values())), where);
    } catch (IOException | IllegalArgumentException e) {
      throw new KnownFailure(
          "Couldn't read %s: its Secrets are damaged".formatted(where),
          "Go back to another revision",
          e);
    }
  }

  private static byte[] bytes(Iterable<ObjectNode> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ObjectNode part : parts) {
      bytes.writeBytes(
          Base64.getDecoder().decode(part.path("data").path("manifests.gz").asText("")));
    }
    return bytes.toByteArray();
  }
}
