package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.structural.FieldFault;
import java.util.List;
import java.util.Set;

/** What may change of a pod that runs by its subresources, in the words of a server. */
public final class PodPartRules {
  private static final Set<String> RESIZABLE = Set.of("cpu", "memory");

  private PodPartRules() {}

  /** Containers may be added for a look; those that are there stay. */
  public static List<FieldFault> ephemeralContainers(ObjectNode before, ObjectNode now) {
    Faults faults = new Faults();
    Field list = Field.root(now, "core.Pod").at("spec", "ephemeralContainers");
    ContainerRules.EPHEMERAL_CONTAINERS.check(list, faults);
    for (JsonNode old : before.path("spec").path("ephemeralContainers")) {
      String name = old.path("name").asText();
      JsonNode same = named(list.node(), name);
      if (same.isMissingNode()) {
        faults.forbidden(
            list, "existing ephemeral containers \"%s\" may not be removed\n".formatted(name));
      } else if (!same.equals(old)) {
        String differs = GoTypes.known().diff("core.EphemeralContainer", old, same);
        faults.forbidden(
            list,
            "existing ephemeral containers \"%s\" may not be changed\n%s".formatted(name, differs));
      }
    }
    return faults.all();
  }

  private static JsonNode named(JsonNode list, String name) {
    return list.valueStream()
        .filter(one -> one.path("name").asText().equals(name))
        .findFirst()
        .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
  }

  /** What containers may use of cpu and memory may change, and nothing may be taken away. */
  public static List<FieldFault> resources(ObjectNode before, ObjectNode now) {
    Faults faults = new Faults();
    Field old = Field.root(before, "core.Pod").at("spec");
    Field spec = Field.root(now, "core.Pod").at("spec");
    PodRules.SPEC.check(spec, faults);
    for (String name : List.of("containers", "initContainers")) {
      List<Field> was = old.at(name).items();
      List<Field> is = spec.at(name).items();
      for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
        resources(was.get(i).at("resources"), is.get(i).at("resources"), spec, faults);
      }
    }
    return faults.all();
  }

  private static void resources(Field before, Field now, Field spec, Faults faults) {
    for (String kind : List.of("limits", "requests")) {
      for (Field amount : before.at(kind).entries()) {
        boolean ours = RESIZABLE.contains(amount.name());
        if (ours && !now.at(kind).has(amount.name())) {
          faults.forbidden(now.at(kind), "resource %s cannot be removed".formatted(kind));
        } else if (!ours && !amount.node().equals(now.at(kind).key(amount.name()).node())) {
          faults.forbidden(spec, "only cpu and memory resources are mutable");
        }
      }
      for (Field amount : now.at(kind).entries()) {
        if (!RESIZABLE.contains(amount.name()) && !before.at(kind).has(amount.name())) {
          faults.forbidden(spec, "only cpu and memory resources are mutable");
        }
      }
    }
  }
}
