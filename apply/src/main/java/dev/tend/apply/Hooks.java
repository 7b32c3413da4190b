package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.rollout.Readiness;
import dev.tend.apply.rollout.Readinesses;
import dev.tend.diff.Change;
import dev.tend.diff.Hook;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the hooks of an app. They run once for each revision of it: again when its manifests
 * change, and when the last run for them didn't succeed.
 */
final class Hooks {
  private static final Set<String> KINDS = Set.of("Job.batch", "Pod");
  private static final FieldPath PLACE = FieldPath.of("metadata", "annotations", Hook.ANNOTATION);

  private final Cluster cluster;
  private final Ownership owner;
  private final Readinesses readinesses = new Readinesses(name -> Optional.empty());

  Hooks(Cluster cluster, Ownership owner) {
    this.cluster = cluster;
    this.owner = owner;
  }

  static boolean isHook(Manifest manifest) {
    return !Hook.wordOf(manifest.content()).isEmpty();
  }

  /** What keeps these manifests from being hooks. */
  static List<Problem> problems(List<Manifest> hooks, boolean ofApp) {
    List<Problem> problems = new ArrayList<>();
    for (Manifest hook : hooks) {
      if (Hook.of(hook.content()).isEmpty()) {
        problems.add(
            problem(
                hook,
                "knows no hook '%s'".formatted(Hook.wordOf(hook.content())),
                "Write %s or %s".formatted(Hook.PRE_APPLY.word(), Hook.POST_APPLY.word())));
      } else if (!KINDS.contains(hook.id().groupKind()) || hook.id().name().isEmpty()) {
        problems.add(problem(hook, "can't be a hook", "Hooks are Jobs and Pods that have a name"));
      } else if (!ofApp) {
        problems.add(
            problem(
                hook,
                "is a hook, and belongs to no app that could tell whether it ran",
                "Name the app: --app NAME, or a tend.yaml"));
      }
    }
    return problems;
  }

  private static Problem problem(Manifest hook, String what, String hint) {
    return Problem.error(
        "plan/hook", hook.origin().locate(PLACE), PLACE, "%s %s".formatted(hook.id(), what), hint);
  }

  /**
   * The hooks as changes.
   *
   * @param others what else is planned
   * @param newest the app's revision before
   */
  List<Change> plan(List<Manifest> hooks, List<Change> others, Inventory.Newest newest) {
    List<Change> all = new ArrayList<>(others);
    hooks.forEach(hook -> all.add(run(hook, Optional.empty(), "", false)));
    String revision = RevisionRecorder.digest(all, owner);
    boolean settled = newest.good() && newest.digest().equals(revision);
    List<Change> runs = new ArrayList<>();
    for (Manifest hook : hooks) {
      Optional<ObjectNode> live = cluster.get(hook.id(), hook.apiVersion());
      runs.add(run(hook, live, revision, !settled && !hasRun(live, revision)));
    }
    return runs;
  }

  private static Change run(
      Manifest hook, Optional<ObjectNode> live, String revision, boolean due) {
    return new Change.Run(hook, live, Hook.of(hook.content()).orElseThrow(), revision, due);
  }

  /** It went well although what came after it may not have. */
  private boolean hasRun(Optional<ObjectNode> live, String revision) {
    return live.filter(object -> Hook.isRunFor(object, revision)).isPresent()
        && readinesses.of(live) instanceof Readiness.Ready;
  }
}
