package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody should know before a change is executed. */
public enum Risk {
  /** What is stored goes with the object, or with what lives in it. */
  DELETES_DATA("deletes data"),
  /** It is away for a while. */
  INTERRUPTS("is gone in between"),
  /** A StatefulSet that is made anew takes over the claims of the one before, as they are. */
  KEEPS_CLAIMS("its claims stay as they are"),
  /** Its pods are replaced. */
  RESTARTS_PODS("restarts pods"),
  /** Fewer pods than now. */
  SCALES_DOWN("scales down"),
  /** It belongs to no namespace: everybody's objects may depend on it. */
  CLUSTER_WIDE("cluster-wide");

  private static final Set<String> HOLD_DATA =
      Set.of(
          "Namespace",
          "PersistentVolumeClaim",
          "PersistentVolume",
          "CustomResourceDefinition.apiextensions.k8s.io");
  private static final Set<String> ROLL =
      Set.of("Deployment.apps", "StatefulSet.apps", "DaemonSet.apps");
  private static final FieldPath TEMPLATE = FieldPath.of("spec", "template");
  private static final FieldPath CLAIMS = FieldPath.of("spec", "volumeClaimTemplates");
  private static final FieldPath REPLICAS = FieldPath.of("spec", "replicas");

  private final String words;

  Risk(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** Of a change, the gravest first; none of what is merely created. */
  public static List<Risk> of(Change change) {
    return switch (change) {
      case Change.Create ignored -> List.of();
      case Change.Unchanged ignored -> List.of();
      case Change.Skip ignored -> List.of();
      case Change.Run ignored -> List.of();
      case Change.Prune prune -> ofRemoval(prune.id());
      case Change.Recreate recreate -> ofRecreation(recreate);
      case Change.Update update -> ofUpdate(update);
    };
  }

  /** A StatefulSet's pods outlive it. */
  private static List<Risk> ofRecreation(Change.Recreate recreate) {
    if (recreate.id().groupKind().equals("StatefulSet.apps")) {
      return recreate.fields().stream().anyMatch(field -> field.path().startsWith(CLAIMS))
          ? List.of(KEEPS_CLAIMS)
          : List.of();
    }
    List<Risk> risks = new ArrayList<>(ofRemoval(recreate.id()));
    risks.add(risks.contains(DELETES_DATA) ? 1 : 0, INTERRUPTS);
    return risks;
  }

  private static List<Risk> ofRemoval(ResourceId id) {
    List<Risk> risks = new ArrayList<>();
    if (HOLD_DATA.contains(id.groupKind())) {
      risks.add(DELETES_DATA);
    }
    if (id.namespace().isEmpty()) {
      risks.add(CLUSTER_WIDE);
    }
    return risks;
  }

  private static List<Risk> ofUpdate(Change.Update update) {
    List<Risk> risks = new ArrayList<>();
    for (FieldChange field : update.fields()) {
      if (ROLL.contains(update.id().groupKind())
          && field.path().startsWith(TEMPLATE)
          && !risks.contains(RESTARTS_PODS)) {
        risks.add(RESTARTS_PODS);
      }
      if (field.path().equals(REPLICAS) && count(field.after()) < count(field.before())) {
        risks.add(SCALES_DOWN);
      }
    }
    if (update.id().namespace().isEmpty() && !update.fields().isEmpty()) {
      risks.add(CLUSTER_WIDE);
    }
    return risks;
  }

  private static int count(@Nullable JsonNode replicas) {
    return replicas == null ? 1 : replicas.asInt(1);
  }
}
