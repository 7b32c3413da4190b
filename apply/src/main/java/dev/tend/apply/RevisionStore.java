package dev.tend.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.history.ManifestLines;
import dev.tend.apply.history.Revision;
import dev.tend.apply.history.RevisionFormat;
import dev.tend.apply.inventory.Ownership;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the revisions of apps in the cluster: the last ten of each, and a few more. */
public final class RevisionStore {
  private static final int KEPT = 10;

  /** To trim costs a request. */
  private static final int TRIMMED_EACH = 5;

  private static final String VERSION = "v1";
  private static final GroupVersionKind SECRET = GroupVersionKind.of(VERSION, "Secret");

  private final Cluster cluster;

  public RevisionStore(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The app's revisions, oldest first. */
  public List<Revision> list(Ownership owner) {
    return RevisionFormat.read(secrets(owner));
  }

  /**
   * What a revision consists of.
   *
   * @throws KnownFailure where it isn't there, or not whole
   */
  public List<Manifest> manifests(Ownership owner, int number) {
    return RevisionFormat.manifests(secrets(owner), number, owner);
  }

  /** What the revisions after this one consist of. */
  public Set<ResourceId> since(Ownership owner, int number) {
    List<ObjectNode> secrets = secrets(owner);
    return RevisionFormat.read(secrets).stream()
        .map(Revision::number)
        .filter(later -> later > number)
        .flatMap(later -> RevisionFormat.manifests(secrets, later, owner).stream())
        .map(Manifest::id)
        .collect(Collectors.toSet());
  }

  private List<ObjectNode> secrets(Ownership owner) {
    return cluster.list(SECRET, owner.namespace(), RevisionFormat.LABEL + "=" + owner.app());
  }

  /** Adds a revision under the next free number, which it returns, and lets the oldest go. */
  Revision add(Ownership owner, Revision wanted, List<Manifest> manifests) {
    String lines = ManifestLines.of(manifests);
    Revision revision = wanted;
    try {
      create(owner, revision, lines);
    } catch (Refused e) {
      if (!e.status().isConflict()) {
        throw e;
      }
      // An apply that was killed may have left some of it.
      revision = wanted.numbered(highest(secrets(owner)) + 1);
      create(owner, revision, lines);
    }
    if (revision.number() % TRIMMED_EACH == 0) {
      trim(owner, revision.number() - KEPT);
    }
    return revision;
  }

  private void create(Ownership owner, Revision revision, String lines) {
    // The first part makes a revision of them, so it comes last.
    for (ObjectNode part : RevisionFormat.write(owner, revision, lines).reversed()) {
      cluster.create(id(part), part);
    }
  }

  private static int highest(List<ObjectNode> secrets) {
    return secrets.stream().mapToInt(RevisionFormat::number).max().orElse(0);
  }

  /** The newest good one stays, however many failed since: there must be a way back. */
  private void trim(Ownership owner, int last) {
    List<ObjectNode> secrets = secrets(owner);
    int good =
        RevisionFormat.read(secrets).stream()
            .filter(revision -> revision.outcome().isGood())
            .mapToInt(Revision::number)
            .max()
            .orElse(0);
    secrets.stream()
        .filter(secret -> RevisionFormat.number(secret) <= last)
        .filter(secret -> RevisionFormat.number(secret) != good)
        .forEach(this::remove);
  }

  /** Says how an apply ended after all. */
  void settle(Ownership owner, int number, Revision.Outcome outcome) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").set("annotations", RevisionFormat.outcome(outcome, ""));
    ResourceId id =
        new ResourceId("", "Secret", owner.namespace(), RevisionFormat.name(owner, number));
    cluster.mergePatch(id, VERSION, patch);
  }

  /** Forgets the app's history. */
  void removeAll(Ownership owner) {
    secrets(owner).forEach(this::remove);
  }

  private void remove(ObjectNode secret) {
    cluster.delete(id(secret), VERSION, "", ObjectRequests.Propagation.BACKGROUND);
  }

  private static ResourceId id(ObjectNode secret) {
    return new ResourceId(
        "",
        "Secret",
        secret.path("metadata").path("namespace").asText(),
        secret.path("metadata").path("name").asText());
  }
}
