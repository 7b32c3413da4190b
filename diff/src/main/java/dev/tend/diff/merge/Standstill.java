package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath.Element;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import dev.tend.schema.defaults.Defaults;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves without the server that applying a configuration would change nothing: the manager owns
 * just the fields that it lists, and the object has them with these values. The server took that
 * object before, so its validation has nothing to add. Only a mutating webhook that was changed
 * since could, and it will when the object is next written.
 */
public final class Standstill {
  private static final Set<String> UNOWNED = Set.of("apiVersion", "kind");
  private static final Set<String> UNOWNED_METADATA = Set.of("name", "namespace");

  private Standstill() {}

  /** Whether there is a proof; none where it takes the server to tell. */
  public static boolean isProven(
      ObjectNode live, ObjectNode applied, ResourceType type, FieldManager manager) {
    if (type.schema() instanceof FieldSchema.Any) {
      return false;
    }
    // Fields that are owned at another version would have to be converted first.
    Optional<JsonNode> owned = ownedBy(manager, type.gvk().apiVersion(), live);
    return owned.isPresent()
        && (isPlain(live, applied, owned.get(), type) || isMerged(live, applied, type, manager));
  }

  private static Optional<JsonNode> ownedBy(
      FieldManager manager, String apiVersion, ObjectNode live) {
    for (JsonNode entry : live.path("metadata").path("managedFields")) {
      if (entry.path("manager").asText().equals(manager.name())
          && entry.path("operation").asText().equals(manager.operation().wireName())
          && entry.path("subresource").asText("").equals(manager.subresource())
          && entry.path("apiVersion").asText().equals(apiVersion)) {
        return Optional.of(entry.path("fieldsV1"));
      }
    }
    return Optional.empty();
  }

  /** The common case, by one walk over all of them at once. */
  private static boolean isPlain(
      ObjectNode live, ObjectNode applied, JsonNode owned, ResourceType type) {
    Typing typing = Typing.of(type.schema());
    if (membersStand(UNOWNED, live, applied, applied, owned, typing)) {
      return true;
    }
    // What is applied as a whole lacks the defaults that the server put into it.
    ObjectNode defaulted = applied.deepCopy();
    Defaults.fill(defaulted);
    return membersStand(UNOWNED, live, applied, defaulted, owned, typing);
  }

  private static boolean stands(
      JsonNode live, JsonNode applied, JsonNode defaulted, JsonNode owned, Typing typing) {
    return switch (typing.shape(applied)) {
      case LEAF ->
          Values.equal(live, applied)
              || (applied.isContainerNode() && Values.equal(live, defaulted));
      case FIELDS -> membersStand(Set.of(), live, applied, defaulted, owned, typing);
      case ITEMS -> itemsStand(live, applied, defaulted, owned, typing);
    };
  }

  private static boolean membersStand(
      Set<String> unowned,
      JsonNode live,
      JsonNode applied,
      JsonNode defaulted,
      JsonNode owned,
      Typing typing) {
    int steps = 0;
    for (Map.Entry<String, JsonNode> entry : applied.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (unowned.contains(name)) {
        continue;
      }
      JsonNode present = live.path(name);
      JsonNode below = owned.path("f:" + name);
      Typing member = typing.member(name);
      if (isDropped(value, present, below, member)) {
        // Nobody owns an empty list of items.
        steps += below.isMissingNode() ? 0 : 1;
        continue;
      }
      if (value.isNull() || present.isMissingNode()) {
        return false;
      }
      if (unowned == UNOWNED && name.equals("metadata")) {
        if (!membersStand(UNOWNED_METADATA, present, value, defaulted.path(name), below, member)) {
          return false;
        }
        steps += below.isMissingNode() ? 0 : 1;
        continue;
      }
      boolean whole =
          (value.isObject() && value.isEmpty()) || member.shape(value) == Typing.Shape.LEAF;
      if (!below.isObject()
          || isOwned(below) != (whole || !typing.declares(name))
          || !stands(present, value, defaulted.path(name), below, member)) {
        return false;
      }
      steps++;
    }
    return steps == stepsOf(owned);
  }

  /**
   * Servers drop maps and lists that are empty, and still count them among what we own. Had
   * somebody else taken the field away, we would own it no more.
   */
  private static boolean isDropped(
      JsonNode value, JsonNode present, JsonNode below, Typing typing) {
    return value.isContainerNode()
        && value.isEmpty()
        && present.isMissingNode()
        && (below.isMissingNode() ? typing.shape(value) == Typing.Shape.ITEMS : below.isEmpty());
  }

  private static boolean itemsStand(
      JsonNode live, JsonNode applied, JsonNode defaulted, JsonNode owned, Typing typing) {
    Optional<List<Element>> wanted = typing.identifyAll(applied);
    Optional<List<Element>> present = typing.identifyAll(live);
    if (wanted.isEmpty() || present.isEmpty()) {
      return false;
    }
    // Items that share an identity with another, or come in another order, are for the merge.
    if (new HashSet<>(present.get()).size() < present.get().size()) {
      return false;
    }
    int position = -1;
    for (int i = 0; i < wanted.get().size(); i++) {
      Element element = wanted.get().get(i);
      JsonNode below = owned.path(PathElements.write(element));
      int next = present.get().indexOf(element);
      if (next <= position
          || !below.isObject()
          || !isOwned(below)
          || !stands(live.path(next), applied.path(i), defaulted.path(i), below, typing.items())) {
        return false;
      }
      position = next;
    }
    return wanted.get().size() == stepsOf(owned);
  }

  private static boolean isOwned(JsonNode fields) {
    return fields.isEmpty() || fields.has(".");
  }

  private static int stepsOf(JsonNode fields) {
    return fields.size() - (fields.has(".") ? 1 : 0);
  }

  /** The whole merge, for what the walk doesn't understand. */
  private static boolean isMerged(
      ObjectNode live, ObjectNode applied, ResourceType type, FieldManager manager) {
    // What can't be merged the server refuses better, and with the object's place.
    return ExpectedObject.unforced(live, applied, type, manager)
        .filter(merged -> Ownership.isSame(live, merged))
        .isPresent();
  }
}
