package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.MediaType;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.kinds.Conversion;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.tables.Tables;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Shows objects in the form that a request asks for: whole, metadata only, or as a table. */
final class Presentation {
  /** The form of an answer. */
  enum Form {
    OBJECT,
    METADATA,
    TABLE
  }

  private final Target target;
  private final Form form;
  private final Optional<MediaType> chosen;
  private final String includeObject;
  private final Clock clock;

  private Presentation(
      Target target, Form form, Optional<MediaType> chosen, String includeObject, Clock clock) {
    this.target = target;
    this.form = form;
    this.chosen = chosen;
    this.includeObject = includeObject;
    this.clock = clock;
  }

  static Presentation of(Request request, Target target, Clock clock) {
    List<MediaType> accepted = request.accepts();
    for (MediaType type : accepted) {
      if (type.name().equals("application/json") || type.name().equals("application/yaml")) {
        boolean meta = type.parameters().getOrDefault("g", "").equals("meta.k8s.io");
        Form form =
            switch (type.as()) {
              case "Table" -> Form.TABLE;
              case "PartialObjectMetadata", "PartialObjectMetadataList" -> Form.METADATA;
              default -> Form.OBJECT;
            };
        boolean known = form == Form.OBJECT || meta;
        if (known && (type.as().isEmpty() || form != Form.OBJECT)) {
          Optional<MediaType> chosen = Optional.of(type);
          return new Presentation(target, form, chosen, request.param("includeObject"), clock);
        }
      } else if (type.name().equals("*/*") || type.name().equals("application/*")) {
        return plain(target, clock);
      }
    }
    if (accepted.isEmpty()) {
      return plain(target, clock);
    }
    throw new ApiFailure(
        406,
        "NotAcceptable",
        "only the following media types are accepted: application/json, application/yaml");
  }

  static Presentation plain(Target target, Clock clock) {
    return new Presentation(target, Form.OBJECT, Optional.empty(), "", clock);
  }

  /** At the version of the path. */
  ObjectNode versioned(ObjectNode stored) {
    return Conversion.to(stored, target.apiVersion(), target.kind());
  }

  ObjectNode one(ObjectNode stored) {
    ObjectNode object = versioned(stored);
    return switch (form) {
      case OBJECT -> object;
      case METADATA -> Tables.partial(object, metaVersion());
      case TABLE -> {
        ObjectNode table = table(List.of(object));
        table.withObject("/metadata").put("resourceVersion", resourceVersion(object));
        yield table;
      }
    };
  }

  /** A Scale, whatever it is of. */
  ObjectNode scale(ObjectNode scale) {
    return switch (form) {
      case OBJECT -> scale;
      case METADATA -> Tables.partial(scale, metaVersion());
      case TABLE -> {
        ObjectNode table = Tables.scale(scale, metaVersion(), includeObject, clock);
        table.withObject("/metadata").put("resourceVersion", resourceVersion(scale));
        yield table;
      }
    };
  }

  /** What stands in one event of a watch; only the first shows the columns of a table. */
  ObjectNode event(ObjectNode stored, boolean first) {
    ObjectNode shown = one(stored);
    if (form == Form.TABLE && !first) {
      shown.putNull("columnDefinitions");
    }
    return shown;
  }

  ObjectNode list(List<ObjectNode> stored, ObjectNode metadata) {
    List<ObjectNode> objects = stored.stream().map(this::versioned).toList();
    if (form == Form.TABLE) {
      ObjectNode table = table(objects);
      table.set("metadata", metadata);
      return table;
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    boolean partial = form == Form.METADATA;
    list.put("kind", partial ? "PartialObjectMetadataList" : target.type().gvk().kind() + "List");
    list.put("apiVersion", partial ? metaVersion() : target.apiVersion());
    list.set("metadata", metadata);
    ArrayNode items = list.putArray("items");
    for (ObjectNode object : objects) {
      items.add(partial ? Tables.partial(object, metaVersion()) : item(object));
    }
    return list;
  }

  /** In a list of one kind servers say once what its items are, but for custom resources. */
  private ObjectNode item(ObjectNode object) {
    if (target.kind().isCustom()) {
      return object;
    }
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.setAll(object);
    item.remove("apiVersion");
    item.remove("kind");
    return item;
  }

  private ObjectNode table(List<ObjectNode> objects) {
    return Tables.of(target.kind(), target.type(), objects, metaVersion(), includeObject, clock);
  }

  private String metaVersion() {
    String version = chosen.map(type -> type.parameters().getOrDefault("v", "v1")).orElse("v1");
    return "meta.k8s.io/" + version;
  }

  private static String resourceVersion(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asText();
  }
}
