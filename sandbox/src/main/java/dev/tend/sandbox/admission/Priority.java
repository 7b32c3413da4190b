package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pods get the number that their class stands for. */
final class Priority implements Plugin {
  private static final String SYSTEM = "system-";
  private static final String PREEMPTING = "PreemptLowerPriority";
  private static final List<String> KEPT = List.of("priority", "preemptionPolicy");

  private final Storage storage;

  Priority(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isOf(Kinds.POD)) {
      return;
    }
    if (attempt.isCreate()) {
      resolve(attempt, attempt.spec());
    } else {
      for (String field : KEPT) {
        JsonNode before = attempt.before("spec").path(field);
        if (!before.isMissingNode() && !attempt.spec().hasNonNull(field)) {
          attempt.spec().set(field, before.deepCopy());
        }
      }
    }
  }

  private void resolve(Attempt attempt, ObjectNode spec) {
    String name = spec.path("priorityClassName").asText("");
    Optional<ObjectNode> given =
        name.isEmpty()
            ? standard()
            : storage.get(new ResourceId("scheduling.k8s.io", "PriorityClass", "", name));
    if (!name.isEmpty() && given.isEmpty()) {
      throw attempt.forbidden("no PriorityClass with name %s was found".formatted(name));
    }
    given.ifPresent(one -> spec.put("priorityClassName", Meta.name(one)));
    int priority = given.map(one -> one.path("value").asInt()).orElse(0);
    if (spec.hasNonNull("priority") && spec.path("priority").asInt() != priority) {
      throw attempt.forbidden(
          ("the integer value of priority (%d) must not be provided in pod spec; priority admission"
                  + " controller computed %d from the given PriorityClass name")
              .formatted(spec.path("priority").asInt(), priority));
    }
    String policy =
        given.map(one -> one.path("preemptionPolicy").asText(PREEMPTING)).orElse(PREEMPTING);
    String asked = spec.path("preemptionPolicy").asText("");
    if (!asked.isEmpty() && !asked.equals(policy)) {
      throw attempt.forbidden(
          ("the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority"
                  + " admission controller computed %s from the given PriorityClass name")
              .formatted(asked, policy));
    }
    spec.put("priority", priority).put("preemptionPolicy", policy);
  }

  @Override
  public void validate(Attempt attempt) {
    if (!attempt.isOf(Kinds.PRIORITY_CLASS)
        || !attempt.object().path("globalDefault").asBoolean()) {
      return;
    }
    Optional<ObjectNode> other = standard();
    String name = Meta.name(attempt.object());
    if (other.isPresent() && (attempt.isCreate() || !Meta.name(other.get()).equals(name))) {
      throw attempt.forbidden(
          "PriorityClass %s is already marked as default. Only one default can exist"
              .formatted(Meta.name(other.get())));
    }
  }

  static void checkDelete(ObjectNode priorityClass) {
    if (Meta.name(priorityClass).startsWith(SYSTEM)) {
      throw Failures.forbidden(
          "priorityclasses.scheduling.k8s.io",
          Meta.name(priorityClass),
          "this is a system priority class and cannot be deleted");
    }
  }

  private Optional<ObjectNode> standard() {
    return storage.list(Kinds.PRIORITY_CLASS, "").objects().stream()
        .filter(one -> one.path("globalDefault").asBoolean())
        .min(Comparator.comparingInt(one -> one.path("value").asInt()));
  }
}
