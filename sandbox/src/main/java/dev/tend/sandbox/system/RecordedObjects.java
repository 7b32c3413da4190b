package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.BundledLines;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.kinds.Conversion;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.Storage;
import dev.tend.sandbox.structure.Pruning;
import dev.tend.schema.ResourceType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a server of version 1.34.4 makes for itself when it first starts: priority levels and flow
 * schemas, the range of services' addresses, the groups that it serves. Nothing here acts on them.
 * Other versions make what they have a kind for.
 */
final class RecordedObjects {
  private static final String FILE = "first.jsonl";
  private static final String SERVICE = "APIService";

  /** Stands for the time at which the objects are made. */
  private static final String NOW = "now";

  private final Storage storage;
  private final ServedKinds kinds;
  private final String now;

  /** By group. */
  private final Map<String, ObjectNode> services = new HashMap<>();

  private RecordedObjects(Storage storage, ServedKinds kinds, String now) {
    this.storage = storage;
    this.kinds = kinds;
    this.now = now;
  }

  /** Puts in place what isn't there, as it was recorded: it is known to be right. */
  static void ensure(ObjectStore store, ServedKinds kinds, Instant instant) {
    RecordedObjects objects = new RecordedObjects(store.storage(), kinds, Meta.time(instant));
    BundledLines.read(RecordedObjects.class, FILE).stream()
        .map(BundledLines::object)
        .forEach(objects::put);
    objects.completeServices();
  }

  private void put(ObjectNode object) {
    GroupVersionKind type = Meta.type(object);
    ServedKind kind = kinds.find(new GroupKind(type.group(), type.kind())).orElse(null);
    if (kind == null) {
      return;
    }
    if (type.kind().equals(SERVICE)) {
      services.put(object.path("spec").path("group").asText(), object.deepCopy());
      if (isServed(object.path("spec"))) {
        put(object, object);
      }
    } else if (kind.storedApiVersion().equals(type.apiVersion())) {
      put(object, object);
    } else {
      ObjectNode converted = Conversion.toStored(object, kind).deepCopy();
      Pruning.builtIn(converted, kind.stored().schema());
      Meta.metadata(converted).remove("managedFields");
      put(object, converted);
    }
  }

  private boolean isServed(JsonNode service) {
    String group = service.path("group").asText();
    String version = service.path("version").asText();
    String apiVersion = group.isEmpty() ? version : group + "/" + version;
    return kinds.all().stream().anyMatch(kind -> kind.at(apiVersion).isPresent());
  }

  private void put(ObjectNode recorded, ObjectNode object) {
    if (storage.get(Meta.id(recorded)).isEmpty()) {
      date(object, now);
      Meta.metadata(object).put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now);
      var unused = storage.put(Meta.id(object), null, object);
    }
  }

  /** One for each built-in version of a group that is served; those recorded come first. */
  private void completeServices() {
    for (ServedKind kind : kinds.all()) {
      for (var type : kind.isCustom() ? List.<ResourceType>of() : kind.versions()) {
        ObjectNode like = services.get(type.gvk().group());
        if (like != null) {
          ObjectNode service = like.deepCopy();
          String version = type.gvk().version();
          Meta.metadata(service).put("name", version + "." + type.gvk().group());
          service.withObject("/spec").put("version", version).put("versionPriority", 9);
          put(service, service);
        }
      }
    }
  }

  private static void date(JsonNode node, String now) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        boolean time = field.getKey().equals("time") || field.getKey().equals("lastTransitionTime");
        if (time && field.getValue().asText().equals(NOW)) {
          object.put(field.getKey(), now);
        }
      }
    }
    node.forEach(child -> date(child, now));
  }
}
