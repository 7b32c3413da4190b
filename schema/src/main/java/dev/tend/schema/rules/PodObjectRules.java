package dev.tend.schema.rules;

import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Pods, and what may change of one. */
final class PodObjectRules {
  private static final String UPDATABLE =
      "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
          + "`spec.tolerations` (only additions to existing tolerations),"
          + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously"
          + " negative)";

  private static final String REQUIRED_TERMS = "requiredDuringSchedulingIgnoredDuringExecution";

  private PodObjectRules() {}

  private static final Rule IMAGES =
      at(
          "spec",
          (spec, faults) -> {
            for (String list : List.of("containers", "initContainers")) {
              spec.at(list)
                  .items()
                  .forEach(container -> ContainerRules.IMAGE_UNPADDED.check(container, faults));
            }
          });

  private static final Rule ALWAYS =
      all(
          at("metadata", at("annotations", MetadataRules.POD_ANNOTATIONS)),
          at("spec", PodRules.SPEC),
          IMAGES);

  static final Rule CREATED =
      all(
          ALWAYS,
          (pod, faults) -> {
            Field spec = pod.at("spec");
            if (!spec.at("ephemeralContainers").isEmpty()) {
              faults.forbidden(spec.at("ephemeralContainers"), "cannot be set on create");
            }
            if (!spec.at("nodeName").isEmpty() && !spec.at("schedulingGates").isEmpty()) {
              faults.forbidden(
                  spec.at("nodeName"), "cannot be set until all schedulingGates have been cleared");
            }
          });

  static final Change CHANGED =
      (before, now, faults) -> {
        ALWAYS.check(now, faults);
        Field old = before.at("spec");
        Field spec = now.at("spec");
        if (!sameContainers(old, spec, faults) || !deadline(old, spec, faults)) {
          return;
        }
        tolerations(old.at("tolerations"), spec.at("tolerations"), faults);
        gates(old.at("schedulingGates"), spec.at("schedulingGates"), faults);
        rest(old, spec, faults);
      };

  private static boolean sameContainers(Field old, Field spec, Faults faults) {
    for (String list : List.of("containers", "initContainers")) {
      if (old.at(list).items().size() != spec.at(list).items().size()) {
        faults.forbidden(spec.at(list), "pod updates may not add or remove containers");
        return false;
      }
      for (Field container : spec.at(list).items()) {
        at("image", Checks.REQUIRED).check(container, faults);
        ContainerRules.IMAGE_UNPADDED.check(container, faults);
      }
    }
    return true;
  }

  private static boolean deadline(Field old, Field spec, Faults faults) {
    Field before = old.at("activeDeadlineSeconds");
    Field now = spec.at("activeDeadlineSeconds");
    if (!now.isSet()) {
      if (before.isSet()) {
        faults.invalid(now, "must not update from a positive integer to nil value");
      }
      return true;
    }
    if (now.number() < 0 || now.number() > Integer.MAX_VALUE) {
      faults.invalid(now, "must be between 0 and %d, inclusive".formatted(Integer.MAX_VALUE));
      return false;
    }
    if (before.isSet() && before.number() < now.number()) {
      faults.invalid(now, "must be less than or equal to previous value");
      return false;
    }
    return true;
  }

  private static void tolerations(Field before, Field now, Faults faults) {
    for (Field old : before.items()) {
      boolean kept = now.items().stream().anyMatch(one -> untimed(one).equals(untimed(old)));
      if (!kept) {
        faults.forbidden(
            now, "existing toleration can not be modified except its tolerationSeconds");
        return;
      }
    }
    now.items().forEach(toleration -> TaintRules.TOLERATION.check(toleration, faults));
  }

  private static ObjectNode untimed(Field toleration) {
    ObjectNode copy = toleration.node().deepCopy();
    copy.remove("tolerationSeconds");
    return copy;
  }

  private static void gates(Field before, Field now, Faults faults) {
    List<String> old = new ArrayList<>();
    before.items().forEach(gate -> old.add(gate.at("name").text()));
    for (Field gate : now.items()) {
      String name = gate.at("name").text();
      if (!old.contains(name)) {
        faults.forbidden(
            gate.at("name"),
            "only deletion is allowed, but found new scheduling gate '%s'".formatted(name));
      }
    }
  }

  private static void rest(Field old, Field spec, Faults faults) {
    ObjectNode munged = spec.node().deepCopy();
    for (String list : List.of("containers", "initContainers")) {
      for (int i = 0; i < munged.path(list).size(); i++) {
        ((ObjectNode) munged.path(list).get(i))
            .set("image", old.node().path(list).path(i).path("image"));
      }
    }
    boolean gated = !old.at("schedulingGates").isEmpty();
    List<String> free =
        gated
            ? List.of("activeDeadlineSeconds", "schedulingGates", "tolerations", "nodeSelector")
            : List.of("activeDeadlineSeconds", "schedulingGates", "tolerations");
    if (gated) {
      selected(old.at("nodeSelector"), spec.at("nodeSelector"), faults);
      terms(old.at("affinity", "nodeAffinity"), spec.at("affinity", "nodeAffinity"), faults);
    }
    for (String name : free) {
      copy(name, old, munged);
    }
    boolean cut = munged.path("terminationGracePeriodSeconds").asInt() == 1;
    if (cut && old.at("terminationGracePeriodSeconds").number() < 0) {
      copy("terminationGracePeriodSeconds", old, munged);
    }
    if (gated && munged.path("affinity") instanceof ObjectNode affinity) {
      affinity.remove("nodeAffinity");
      if (old.at("affinity").has("nodeAffinity")) {
        affinity.set("nodeAffinity", old.at("affinity", "nodeAffinity").node());
      } else if (affinity.isEmpty() && !old.has("affinity")) {
        munged.remove("affinity");
      }
    }
    if (!munged.equals(old.node())) {
      faults.forbidden(
          spec,
          "pod updates may not change fields other than %s\n%s"
              .formatted(UPDATABLE, GoTypes.known().diff("core.PodSpec", old.node(), munged)));
    }
  }

  /** Where it may go can only become less. */
  private static void selected(Field old, Field now, Faults faults) {
    boolean kept =
        old.entries().stream().allMatch(one -> now.key(one.name()).node().equals(one.node()));
    if (!kept) {
      faults.invalid(
          now, "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
    }
  }

  private static void terms(Field old, Field now, Faults faults) {
    Field before = old.at(REQUIRED_TERMS, "nodeSelectorTerms");
    Field terms = now.at(REQUIRED_TERMS, "nodeSelectorTerms");
    if (before.isEmpty()) {
      return;
    }
    if (before.items().size() != terms.items().size()) {
      faults.invalid(
          terms, "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
      return;
    }
    for (int i = 0; i < terms.items().size(); i++) {
      Field was = before.items().get(i);
      Field term = terms.items().get(i);
      boolean kept =
          List.of("matchExpressions", "matchFields").stream()
              .allMatch(list -> begins(term.at(list).items(), was.at(list).items()));
      if (!kept) {
        faults.invalid(term, "only additions are allowed (no mutations or deletions)");
      }
    }
  }

  private static boolean begins(List<Field> all, List<Field> first) {
    return all.size() >= first.size()
        && IntStream.range(0, first.size())
            .allMatch(i -> all.get(i).node().equals(first.get(i).node()));
  }

  private static void copy(String name, Field old, ObjectNode munged) {
    if (old.has(name)) {
      munged.set(name, old.at(name).node());
    } else {
      munged.remove(name);
    }
  }
}
