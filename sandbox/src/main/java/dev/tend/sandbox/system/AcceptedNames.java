package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a definition that no other one of its group has.
 *
 * @param accepted as the status has them
 * @param reason why not all are; empty where they are
 * @param message which one is another's
 */
record AcceptedNames(ObjectNode accepted, String reason, String message) {
  /**
   * @param all every definition there is
   */
  static AcceptedNames of(ObjectNode crd, List<ObjectNode> all) {
    Set<String> resources = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (ObjectNode other : all) {
      JsonNode names = other.path("status").path("acceptedNames");
      boolean sameGroup = other.path("spec").path("group").equals(crd.path("spec").path("group"));
      if (sameGroup && !Meta.name(other).equals(Meta.name(crd))) {
        resources.add(names.path("plural").asText());
        resources.add(names.path("singular").asText());
        names.path("shortNames").forEach(name -> resources.add(name.asText()));
        kinds.add(names.path("kind").asText());
        kinds.add(names.path("listKind").asText());
      }
    }
    return new Search(crd, resources, kinds).run();
  }

  boolean areAll() {
    return reason.isEmpty();
  }

  /** One look at all names; the last that is taken is the one to be told of. */
  private static final class Search {
    private final JsonNode wanted;
    private final JsonNode had;
    private final ObjectNode accepted;
    private final Set<String> resources;
    private final Set<String> kinds;
    private String reason = "";
    private String message = "";

    Search(ObjectNode crd, Set<String> resources, Set<String> kinds) {
      this.wanted = crd.path("spec").path("names");
      this.had = crd.path("status").path("acceptedNames");
      this.accepted = had instanceof ObjectNode names ? names.deepCopy() : crd.objectNode();
      this.resources = resources;
      this.kinds = kinds;
    }

    AcceptedNames run() {
      one("plural", resources, "PluralConflict");
      one("singular", resources, "SingularConflict");
      shortNames();
      one("kind", kinds, "KindConflict");
      one("listKind", kinds, "ListKindConflict");
      set("categories");
      for (String field : List.of("plural", "kind")) {
        if (!accepted.has(field)) {
          accepted.put(field, "");
        }
      }
      return new AcceptedNames(accepted, reason, message);
    }

    private void one(String field, Set<String> taken, String conflict) {
      String name = wanted.path(field).asText();
      if (!had.path(field).asText().equals(name) && taken.contains(name)) {
        reason = conflict;
        message = "\"%s\" is already in use".formatted(name);
      } else {
        set(field);
      }
    }

    private void shortNames() {
      Set<String> own = new HashSet<>();
      had.path("shortNames").forEach(name -> own.add(name.asText()));
      List<String> taken =
          wanted
              .path("shortNames")
              .valueStream()
              .map(JsonNode::asText)
              .filter(name -> !own.contains(name) && resources.contains(name))
              .map("\"%s\" is already in use"::formatted)
              .toList();
      if (taken.isEmpty()) {
        set("shortNames");
      } else {
        reason = "ShortNamesConflict";
        message = taken.size() == 1 ? taken.getFirst() : "[" + String.join(", ", taken) + "]";
      }
    }

    private void set(String field) {
      if (wanted.has(field)) {
        accepted.set(field, wanted.path(field).deepCopy());
      } else {
        accepted.remove(field);
      }
    }
  }
}
