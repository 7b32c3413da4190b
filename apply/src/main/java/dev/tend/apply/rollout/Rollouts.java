package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent;
import dev.tend.apply.Cluster;
import dev.tend.apply.Interrupted;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What {@code tend rollout} does with one workload. */
public final class Rollouts {
  static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
  private static final int CLAIMS = 5;
  private static final Set<String> REVISED =
      Set.of("Deployment.apps", "StatefulSet.apps", "DaemonSet.apps");

  private final RolloutView view;
  private final RolloutEditor editor;
  private final Clock clock;
  private final Patience patience;
  private final RevisionHistory history;

  public Rollouts(Cluster cluster, Clock clock) {
    this(new ClusterView(cluster), new ClusterView(cluster), clock, Patience.DEFAULT);
  }

  public Rollouts(RolloutView view, RolloutEditor editor, Clock clock, Patience patience) {
    this.view = view;
    this.editor = editor;
    this.clock = clock;
    this.patience = patience;
    this.history = new RevisionHistory(view);
  }

  /** Waits until the object is ready or has failed; not at all where the timeout is zero. */
  public RolloutReport status(
      ResourceId id, String apiVersion, Duration timeout, Consumer<ApplyEvent> events) {
    read(id, apiVersion, "follow the rollout of");
    return new RolloutTracker(view, clock, patience).track(Map.of(id, apiVersion), timeout, events);
  }

  /** Revisions of a workload, oldest first. */
  public List<WorkloadRevision> history(ResourceId id, String apiVersion) {
    requireKind(id, "list the revisions of", REVISED);
    return history.of(read(id, apiVersion, "list the revisions of"));
  }

  /** One revision of a workload. */
  public WorkloadRevision revision(ResourceId id, String apiVersion, long number) {
    return pick(id, history(id, apiVersion), number);
  }

  /**
   * Gives a workload the template of an earlier revision.
   *
   * @param toRevision 0 for the one before the current
   * @return the revision whose template it has now; it gets a new number
   */
  public WorkloadRevision undo(ResourceId id, String apiVersion, long toRevision) {
    requireKind(id, "undo the rollout of", REVISED);
    LiveObject workload = read(id, apiVersion, "undo the rollout of");
    if (isPaused(workload)) {
      throw new KnownFailure(
          "Can't undo the rollout of %s: it is paused".formatted(id),
          "Resume it first: tend rollout resume " + Wording.argument(id));
    }
    List<WorkloadRevision> revisions = history.of(workload);
    WorkloadRevision target =
        toRevision == 0 ? before(id, revisions) : pick(id, revisions, toRevision);
    if (target.hasTemplateOf(workload)) {
      throw new KnownFailure(
          "Can't undo the rollout of %s: it has the template of revision %d already"
              .formatted(id, target.number()),
          "See its revisions: tend rollout history " + Wording.argument(id));
    }
    ObjectNode undone = editor.jsonPatch(id, apiVersion, undoPatch(workload, target));
    keepApplied(id, apiVersion, workload.content(), undone);
    return target;
  }

  /** The controller writes to the object at the same time, so that it may take several attempts. */
  private void keepApplied(ResourceId id, String apiVersion, ObjectNode before, ObjectNode after) {
    Optional<ObjectNode> now = Optional.of(after);
    for (int attempt = 1; attempt <= CLAIMS && now.isPresent(); attempt++) {
      Optional<ArrayNode> patch = AppliedFields.restore(before, now.get());
      if (patch.isEmpty()) {
        return;
      }
      try {
        editor.jsonPatch(id, apiVersion, patch.get());
        return;
      } catch (Interrupted e) {
        throw e;
      } catch (KnownFailure e) {
        // The undo stands all the same: at worst, the next apply says whose field it is.
        now = view.get(id, apiVersion);
      }
    }
  }

  /** Keeps changes of a Deployment's template from being rolled out. */
  public void pause(ResourceId id, String apiVersion) {
    setPaused(id, apiVersion, true);
  }

  /** Lets a paused Deployment roll out again. */
  public void resume(ResourceId id, String apiVersion) {
    setPaused(id, apiVersion, false);
  }

  /** Replaces all pods of a workload, by its own strategy. */
  public void restart(ResourceId id, String apiVersion) {
    requireKind(id, "restart", REVISED);
    LiveObject workload = read(id, apiVersion, "restart");
    if (isPaused(workload)) {
      throw new KnownFailure(
          "Can't restart %s: it is paused, so that no pod would be replaced".formatted(id),
          "Resume it first: tend rollout resume " + Wording.argument(id));
    }
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    JsonNode template = workload.spec().path("template").path("metadata");
    if (template.path("annotations").path(RESTARTED_AT).asText().equals(now)) {
      throw new KnownFailure(
          "Can't restart %s: it was restarted within this second".formatted(id),
          "Try again in a second, if that is what you want");
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.withObject("/spec/template/metadata/annotations").put(RESTARTED_AT, now);
    editor.mergePatch(id, apiVersion, patch);
  }

  private void setPaused(ResourceId id, String apiVersion, boolean paused) {
    String verb = paused ? "pause" : "resume";
    requireKind(id, verb, Set.of("Deployment.apps"));
    LiveObject workload = read(id, apiVersion, verb);
    if (isPaused(workload) == paused) {
      throw new KnownFailure(
          "Can't %s %s: it is %s paused".formatted(verb, id, paused ? "already" : "not"));
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    if (paused) {
      patch.withObject("/spec").put("paused", true);
    } else {
      patch.withObject("/spec").putNull("paused");
    }
    editor.mergePatch(id, apiVersion, patch);
  }

  private LiveObject read(ResourceId id, String apiVersion, String doing) {
    return view.get(id, apiVersion)
        .map(LiveObject::new)
        .orElseThrow(
            () ->
                new KnownFailure(
                    "Can't %s %s: there is no such object".formatted(doing, id),
                    "Check its name and its namespace (-n)"));
  }

  private static ArrayNode undoPatch(LiveObject workload, WorkloadRevision target) {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    // The server refuses the patch when somebody else has changed the object meanwhile.
    operation(patch, "/metadata/resourceVersion", workload.metadata().path("resourceVersion"));
    operation(patch, "/spec/template", target.template());
    if (!target.annotations().isEmpty()) {
      ObjectNode annotations = JsonNodeFactory.instance.objectNode();
      target.annotations().forEach(annotations::put);
      operation(patch, "/metadata/annotations", annotations);
    }
    return patch;
  }

  private static void operation(ArrayNode patch, String path, JsonNode value) {
    String op = path.equals("/metadata/annotations") ? "add" : "replace";
    patch.addObject().put("op", op).put("path", path).set("value", value);
  }

  private static WorkloadRevision before(ResourceId id, List<WorkloadRevision> revisions) {
    if (revisions.size() < 2) {
      throw new KnownFailure(
          "Can't undo the rollout of %s: it has no earlier revision".formatted(id),
          "revisionHistoryLimit may have dropped them; apply the sources of then instead");
    }
    return revisions.get(revisions.size() - 2);
  }

  private static WorkloadRevision pick(
      ResourceId id, List<WorkloadRevision> revisions, long number) {
    return revisions.stream()
        .filter(revision -> revision.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new KnownFailure(
                    "%s has no revision %d".formatted(id, number),
                    "It has %s: tend rollout history %s"
                        .formatted(WorkloadRevision.numbers(revisions), Wording.argument(id))));
  }

  private static boolean isPaused(LiveObject workload) {
    return workload.spec().path("paused").asBoolean();
  }

  private static void requireKind(ResourceId id, String doing, Set<String> kinds) {
    if (!kinds.contains(id.groupKind())) {
      String list =
          kinds.stream()
              .map(kind -> kind.substring(0, kind.indexOf('.')))
              .sorted()
              .collect(Collectors.joining(", "));
      throw new KnownFailure("Can't %s %s: that works for %s".formatted(doing, id, list));
    }
  }
}
