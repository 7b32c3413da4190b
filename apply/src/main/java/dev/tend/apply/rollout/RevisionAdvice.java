package dev.tend.apply.rollout;

import dev.tend.apply.inventory.Ownership;
import dev.tend.manifest.ResourceId;
import java.util.Set;

/** Advice that is the same whatever has gone wrong. */
final class RevisionAdvice {
  private static final Set<String> UNDOABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");
  private static final String DEPLOYMENT_REVISION = "deployment.kubernetes.io/revision";
  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private RevisionAdvice() {}

  /** How to go back, for a workload that was another before; empty for others. */
  static String undo(Evidence evidence) {
    LiveObject workload = evidence.object();
    if (workload.generation() <= 1 || !UNDOABLE.contains(workload.id().kind())) {
      return "";
    }
    String app = workload.label(Ownership.APP_LABEL);
    if (!app.isEmpty()) {
      return "go back to the app's revision before: tend rollback " + app + place(app, workload);
    }
    return hadAnotherTemplate(evidence)
        ? "go back to the revision before: tend rollout undo " + Wording.argument(workload.id())
        : "";
  }

  /**
   * The same where it may be the number of pods that is in the way: undoing gives another template,
   * so it helps only while the newest one is being rolled out. An app goes back with its replicas.
   */
  static String undoUnderWay(Evidence evidence) {
    LiveObject workload = evidence.object();
    return workload.label(Ownership.APP_LABEL).isEmpty() && !isUnderWay(workload)
        ? ""
        : undo(evidence);
  }

  /** Where the app's history lives, if that is the workload's namespace; else tend finds it. */
  private static String place(String app, LiveObject workload) {
    ResourceId id = workload.id();
    return new Ownership(app, id.namespace()).owns(workload.content())
        ? " -n " + id.namespace()
        : "";
  }

  /** A changed number of replicas makes a generation, but no revision. */
  private static boolean hadAnotherTemplate(Evidence evidence) {
    LiveObject workload = evidence.object();
    String revision =
        switch (workload.id().kind()) {
          case "Deployment" -> evidence.revision().orElse(workload).annotation(DEPLOYMENT_REVISION);
          case "DaemonSet" -> workload.annotation(TEMPLATE_GENERATION);
          default -> "";
        };
    return !revision.equals("1");
  }

  private static boolean isUnderWay(LiveObject workload) {
    return switch (workload.id().kind()) {
      case "Deployment" ->
          workload.count("replicas") > workload.count("updatedReplicas")
              || workload.count("updatedReplicas") == 0;
      case "DaemonSet" ->
          workload.count("updatedNumberScheduled") < workload.count("currentNumberScheduled")
              || workload.count("updatedNumberScheduled") == 0;
      default ->
          !workload
              .status()
              .path("updateRevision")
              .asText()
              .equals(workload.status().path("currentRevision").asText());
    };
  }
}
