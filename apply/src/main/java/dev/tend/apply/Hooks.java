package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.rollout.Readinesses;
import dev.tend.diff.Change;
import dev.tend.diff.Hook;
import dev.tend.diff.Wish;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plans the hooks of an app. They run once for each revision of it: again when its manifests
 * change, and when the last run for them didn't succeed.
 */
final class Hooks {
  private static final FieldPath PLACE = FieldPath.of("metadata", "annotations", Hook.ANNOTATION);

  private final Cluster cluster;
  private final Ownership owner;

  Hooks(Cluster cluster, Ownership owner) {
    this.cluster = cluster;
    this.owner = owner;
  }

  static boolean isHook(Manifest manifest) {
    return !Hook.wordOf(manifest.content()).isEmpty() && !Wish.IGNORE.isOf(manifest.content());
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
      } else if (!canBeHook(hook)) {
        problems.add(
            problem(
                hook,
                "can't be a hook",
                "Hooks are Jobs that have a name, aren't suspended, and aren't create-only"));
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

  /** Of workloads only Jobs come to an end that everybody can see. */
  private static boolean canBeHook(Manifest manifest) {
    return manifest.id().groupKind().equals("Job.batch")
        && !manifest.id().name().isEmpty()
        && !manifest.content().path("spec").path("suspend").asBoolean()
        && !Wish.CREATE_ONLY.isOf(manifest.content());
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
  List<Change.Run> plan(
      List<Manifest> hooks, List<Change> others, Inventory.Newest newest, Beginning beginning) {
    List<Manifest> all = new ArrayList<>(RevisionRecorder.own(others, owner));
    all.addAll(hooks);
    String digest = RevisionRecorder.digest(all);
    boolean same = digest.equals(newest.digest());
    int number = same && !newest.good() ? newest.revision() : newest.revision() + 1;
    String revision = number + "-" + digest;
    List<Change.Run> runs = new ArrayList<>();
    for (Manifest hook : hooks) {
      Optional<ObjectNode> live = cluster.get(hook.id(), hook.apiVersion());
      boolean due =
          same && newest.good() && !beginning.isIn(hook.id().namespace())
              ? live.filter(object -> !Hook.revisionOf(object).endsWith("-" + digest)).isPresent()
              : !hasRun(live, revision);
      runs.add(
          new Change.Run(
              hook,
              live,
              Hook.of(hook.content()).orElseThrow(),
              revision,
              due && live.filter(Wish.IGNORE::isOf).isEmpty()));
    }
    return runs;
  }

  /** It went well although what came after it may not have. */
  private static boolean hasRun(Optional<ObjectNode> live, String revision) {
    return live.filter(object -> Hook.revisionOf(object).equals(revision))
        .filter(Readinesses::isCompleteJob)
        .isPresent();
  }

  /**
   * Where a pre-apply hook depends on others, everything else of the later stages comes after it,
   * too: that is what it is for.
   */
  static Dependencies ordered(List<Change> wanted, Dependencies dependencies) {
    Map<ResourceId, Set<ResourceId>> edges = new TreeMap<>();
    dependencies.edges().forEach((id, before) -> edges.put(id, new LinkedHashSet<>(before)));
    for (Change hook : wanted) {
      if (ApplyOrder.stageOf(hook) == ApplyOrder.Stage.PRE_APPLY && edges.containsKey(hook.id())) {
        Set<ResourceId> first = dependencies.behind(hook.id());
        wanted.stream()
            .filter(change -> !(change instanceof Change.Run) && !first.contains(change.id()))
            .filter(c -> ApplyOrder.stageOf(c).compareTo(ApplyOrder.Stage.PRE_APPLY) > 0)
            .forEach(
                change ->
                    edges.computeIfAbsent(change.id(), id -> new LinkedHashSet<>()).add(hook.id()));
      }
    }
    return new Dependencies(edges, dependencies.problems());
  }

  /** What waits for a hook that itself waits for everything. */
  static List<Problem> circular(List<Manifest> manifests, Dependencies dependencies) {
    Set<ResourceId> last =
        manifests.stream()
            .filter(manifest -> Hook.of(manifest.content()).equals(Optional.of(Hook.POST_APPLY)))
            .map(Manifest::id)
            .collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (!last.contains(manifest.id())) {
        dependencies.edges().getOrDefault(manifest.id(), Set.of()).stream()
            .filter(last::contains)
            .map(
                id ->
                    problem(
                        manifest,
                        "depends on %s, which runs after everything else".formatted(id),
                        "Make that a pre-apply hook, or take the dependency away"))
            .forEach(problems::add);
      }
    }
    return problems;
  }

  /** A run replaces the one before: that must have been the app's. */
  Optional<Problem> unowned(Change.Run run) {
    return run.live()
        .filter(live -> run.due() && !owner.owns(live))
        .filter(live -> owner.otherOwner(live).isEmpty())
        .filter(live -> !Wish.ADOPT.isOf(run.manifest().content()))
        .map(
            live ->
                problem(
                    run.manifest(),
                    "is there already, and belongs to no app: a run of the hook would replace it",
                    "Rename one of the two, or annotate the hook %s: \"true\""
                        .formatted(Wish.ADOPT.annotation())));
  }
}
