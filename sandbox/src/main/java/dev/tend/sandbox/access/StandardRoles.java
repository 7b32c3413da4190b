package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.BundledLines;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The roles and bindings that every cluster has, as version 1.34.4 makes them. */
public final class StandardRoles {
  private static final String FILE = "policy.jsonl";
  private static final String KEPT = "rbac.authorization.kubernetes.io/autoupdate";
  private static final String BY = "kube-apiserver";

  private StandardRoles() {}

  /** Puts in place what isn't there, and adds what roles that are there lack. */
  public static void ensure(ObjectStore store, Clock clock) {
    List<ObjectNode> objects = read();
    for (ObjectNode object : objects) {
      if (object.has("aggregationRule")) {
        object.set("rules", Aggregation.sum(object, objects));
      }
      Optional<ObjectNode> live = store.get(Meta.id(object));
      if (live.isEmpty()) {
        put(store, object, Meta.time(clock.instant()));
      } else if (isKept(live.get())) {
        ObjectNode wanted = completed(live.get(), object);
        if (!wanted.equals(live.get())) {
          store.update(wanted, BY);
        }
      }
    }
  }

  /** Whether nobody said that it should be left alone. */
  private static boolean isKept(ObjectNode live) {
    return live.path("metadata").path("annotations").path(KEPT).asText("true").equals("true");
  }

  private static ObjectNode completed(ObjectNode live, ObjectNode standard) {
    ObjectNode wanted = live.deepCopy();
    for (String field : List.of("labels", "annotations")) {
      for (var entry : standard.path("metadata").path(field).properties()) {
        wanted
            .withObject("/metadata")
            .withObject("/" + field)
            .set(entry.getKey(), entry.getValue());
      }
    }
    if (standard.has("aggregationRule")) {
      wanted.set("aggregationRule", standard.get("aggregationRule"));
    } else {
      complete(wanted, standard, "rules");
    }
    complete(wanted, standard, "subjects");
    return wanted;
  }

  private static void complete(ObjectNode wanted, ObjectNode standard, String list) {
    for (JsonNode item : standard.path(list)) {
      if (wanted.path(list).valueStream().noneMatch(item::equals)) {
        wanted.withArray(list).add(item.deepCopy());
      }
    }
  }

  /** As a create would store it, but quicker: they are many, and known to be right. */
  private static void put(ObjectStore store, ObjectNode object, String now) {
    ObjectNode metadata = Meta.metadata(object);
    metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now);
    ArrayNode owners = metadata.putArray("managedFields");
    ObjectNode owned = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("annotations", "labels")) {
      ObjectNode names = owned.withObject("/f:metadata").putObject("f:" + field);
      names.putObject(".");
      metadata.path(field).fieldNames().forEachRemaining(name -> names.putObject("f:" + name));
    }
    boolean sum = object.has("aggregationRule");
    if (sum) {
      owner(owners, "clusterrole-aggregation-controller", "Apply", now)
          .putObject("fieldsV1")
          .putObject("f:rules");
      ObjectNode rule = owned.putObject("f:aggregationRule");
      rule.putObject(".");
      rule.putObject("f:clusterRoleSelectors");
    }
    for (String field : List.of("roleRef", "rules", "subjects")) {
      if (object.has(field) && !(sum && field.equals("rules"))) {
        owned.putObject("f:" + field);
      }
    }
    owner(owners, BY, "Update", now).set("fieldsV1", owned);
    var unused = store.storage().put(Meta.id(object), null, object);
  }

  private static ObjectNode owner(ArrayNode owners, String name, String how, String now) {
    return owners
        .addObject()
        .put("manager", name)
        .put("operation", how)
        .put("apiVersion", Roles.GROUP + "/v1")
        .put("time", now)
        .put("fieldsType", "FieldsV1");
  }

  static List<ObjectNode> read() {
    // Sums of sums come after what they are made of.
    return BundledLines.read(StandardRoles.class, FILE).stream()
        .map(BundledLines::object)
        .sorted(Comparator.comparingInt(StandardRoles::rank))
        .toList();
  }

  private static int rank(ObjectNode object) {
    return switch (Meta.name(object)) {
      case "view" -> 1;
      case "edit" -> 2;
      case "admin" -> 3;
      default -> 0;
    };
  }
}
