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
      case Change.Update update -> ofFields(update.id(), update.fields());
    };
  }

  /** A StatefulSet's pods outlive it, and are as if it had been updated. */
  private static List<Risk> ofRecreation(Change.Recreate recreate) {
    if (recreate.id().groupKind().equals("StatefulSet.apps")) {
      List<Risk> risks = new ArrayList<>();
      if (recreate.fields().stream().anyMatch(field -> field.path().startsWith(CLAIMS))) {
        risks.add(KEEPS_CLAIMS);
      }
      risks.addAll(ofFields(recreate.id(), recreate.fields()));
      return risks;
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

  private static List<Risk> ofFields(ResourceId id, List<FieldChange> fields) {
    List<Risk> risks = new ArrayList<>();
    for (FieldChange field : fields) {
      if (ROLL.contains(id.groupKind())
          && field.path().startsWith(TEMPLATE)
          && !risks.contains(RESTARTS_PODS)) {
        risks.add(RESTARTS_PODS);
      }
      if (field.path().equals(REPLICAS) && count(field.after()) < count(field.before())) {
        risks.add(SCALES_DOWN);
      }
    }
    if (id.namespace().isEmpty() && !fields.isEmpty()) {
      risks.add(CLUSTER_WIDE);
    }
    return risks;
  }

  private static int count(@Nullable JsonNode replicas) {
    return replicas == null ? 1 : replicas.asInt(1);
  }
}
