package dev.tend.sandbox.protobuf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.protobuf.Messages.Field;
import dev.tend.schema.FieldSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Turns objects in the API's binary form into what they are in JSON. */
public final class ProtobufReader {
  public static final String CONTENT_TYPE = "application/vnd.kubernetes.protobuf";

  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectReader JSON = new ObjectMapper().reader();

  /** Numbers and booleans for which nought isn't the same as absent. */
  private static final Set<String> ZERO_COUNTS =
      Set.of(
          "activeDeadlineSeconds",
          "allowPrivilegeEscalation",
          "allocateLoadBalancerNodePorts",
          "automountServiceAccountToken",
          "averageUtilization",
          "backoffLimit",
          "blockOwnerDeletion",
          "completions",
          "controller",
          "defaultMode",
          "enableServiceLinks",
          "failedJobsHistoryLimit",
          "fsGroup",
          "gracePeriodSeconds",
          "hostUsers",
          "immutable",
          "minReplicas",
          "mode",
          "optional",
          "orphanDependents",
          "parallelism",
          "partition",
          "privileged",
          "progressDeadlineSeconds",
          "readOnlyRootFilesystem",
          "replicas",
          "revisionHistoryLimit",
          "runAsGroup",
          "runAsNonRoot",
          "runAsUser",
          "shareProcessNamespace",
          "stabilizationWindowSeconds",
          "startingDeadlineSeconds",
          "successfulJobsHistoryLimit",
          "suspend",
          "terminationGracePeriodSeconds",
          "tolerationSeconds",
          "ttlSecondsAfterFinished",
          "value");

  private final Messages messages = Messages.load();

  /**
   * Reads a whole request body.
   *
   * @param schema of the object: what it doesn't have is a Go struct that JSON shows inline
   * @throws IllegalArgumentException where the body can't be read
   */
  public ObjectNode read(byte[] body, FieldSchema schema) {
    if (body.length < MAGIC.length
        || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("provided data does not appear to be a protobuf message");
    }
    String apiVersion = "";
    String kind = "";
    byte[] raw = new byte[0];
    Wire envelope = new Wire(Arrays.copyOfRange(body, MAGIC.length, body.length));
    while (envelope.hasMore()) {
      Wire.Value value = envelope.next();
      if (value.field() == 1) {
        Wire type = new Wire(value.content());
        while (type.hasMore()) {
          Wire.Value part = type.next();
          apiVersion = part.field() == 1 ? part.text() : apiVersion;
          kind = part.field() == 2 ? part.text() : kind;
        }
      } else if (value.field() == 2) {
        raw = value.content();
      }
    }
    ObjectNode object = NODES.objectNode().put("apiVersion", apiVersion).put("kind", kind);
    object.setAll(message(Messages.of(apiVersion, kind), raw, schema));
    return object;
  }

  private ObjectNode message(String name, byte[] bytes, FieldSchema schema) {
    Map<Integer, Field> fields =
        messages
            .fields(name)
            .orElseThrow(
                () -> new IllegalArgumentException("no kind " + name + " is known in protobuf"));
    ObjectNode object = NODES.objectNode();
    Wire wire = new Wire(bytes);
    while (wire.hasMore()) {
      Wire.Value value = wire.next();
      Field field = fields.get(value.field());
      if (field != null) {
        add(object, field, value, schema);
      }
    }
    return object;
  }

  private void add(ObjectNode object, Field field, Wire.Value value, FieldSchema schema) {
    FieldSchema member = schema.member(field.name());
    if (field.isMap()) {
      entry(object.withObject("/" + field.name()), field, value, member);
      return;
    }
    if (field.isList()) {
      FieldSchema items = member instanceof FieldSchema.ListOf list ? list.items() : member;
      object.withArray(field.name()).add(value(field.itemType(), value, items));
      return;
    }
    boolean inline =
        field.type().contains(".")
            && schema instanceof FieldSchema.Struct struct
            && struct.field(field.name()).isEmpty();
    if (inline) {
      object.setAll(message(field.type(), value.content(), schema));
      return;
    }
    JsonNode node = value(field.type(), value, member);
    if (!isAbsent(field, node)) {
      object.set(field.name(), node);
    }
  }

  private void entry(ObjectNode map, Field field, Wire.Value value, FieldSchema schema) {
    String key = "";
    JsonNode content = field.itemType().equals("string") ? NODES.textNode("") : NODES.nullNode();
    FieldSchema values = schema instanceof FieldSchema.MapOf of ? of.values() : schema;
    Wire wire = new Wire(value.content());
    while (wire.hasMore()) {
      Wire.Value part = wire.next();
      if (part.field() == 1) {
        key = part.text();
      } else {
        content = value(field.itemType(), part, values);
      }
    }
    map.set(key, content);
  }

  private JsonNode value(String type, Wire.Value value, FieldSchema schema) {
    return switch (type) {
      case "string" -> NODES.textNode(value.text());
      case "bool" -> NODES.booleanNode(value.isTrue());
      case "int32" -> NODES.numberNode((int) value.number());
      case "int64" -> whole(value.number());
      case "double" -> NODES.numberNode(Double.longBitsToDouble(value.number()));
      case "bytes" -> NODES.textNode(java.util.Base64.getEncoder().encodeToString(value.content()));
      case "resource.Quantity" -> text(value, 1);
      case "intstr.IntOrString" -> intOrString(value);
      case "meta/v1.Time" -> time(value, ChronoUnit.SECONDS);
      case "meta/v1.MicroTime" -> time(value, ChronoUnit.MICROS);
      case "meta/v1.FieldsV1", "runtime.RawExtension" -> json(value);
      case "authentication/v1.ExtraValue", "authorization/v1.ExtraValue" ->
          message(type, value.content(), schema).path("items");
      default -> message(type, value.content(), schema);
    };
  }

  /** Whole numbers are as small as JSON's parser makes them. */
  private static JsonNode whole(long number) {
    return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
  }

  private static JsonNode text(Wire.Value message, int field) {
    Wire wire = new Wire(message.content());
    String text = "";
    while (wire.hasMore()) {
      Wire.Value part = wire.next();
      text = part.field() == field ? part.text() : text;
    }
    return NODES.textNode(text);
  }

  private static JsonNode intOrString(Wire.Value message) {
    Wire wire = new Wire(message.content());
    boolean isText = false;
    int number = 0;
    String text = "";
    while (wire.hasMore()) {
      Wire.Value part = wire.next();
      switch (part.field()) {
        case 1 -> isText = part.isTrue();
        case 2 -> number = (int) part.number();
        default -> text = part.text();
      }
    }
    return isText ? NODES.textNode(text) : NODES.numberNode(number);
  }

  private static JsonNode time(Wire.Value message, ChronoUnit precision) {
    Wire wire = new Wire(message.content());
    long seconds = 0;
    long nanos = 0;
    boolean given = false;
    while (wire.hasMore()) {
      Wire.Value part = wire.next();
      given = true;
      seconds = part.field() == 1 ? part.number() : seconds;
      nanos = part.field() == 2 ? part.number() : nanos;
    }
    return given
        ? NODES.textNode(Instant.ofEpochSecond(seconds, nanos).truncatedTo(precision).toString())
        : NODES.nullNode();
  }

  private static JsonNode json(Wire.Value message) {
    Wire wire = new Wire(message.content());
    try {
      return wire.hasMore() ? JSON.readTree(wire.next().text()) : NODES.nullNode();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a field of JSON isn't JSON", e);
    }
  }

  /** Go writes every field that isn't a pointer, whether it was set or not. */
  private static boolean isAbsent(Field field, JsonNode node) {
    boolean zero =
        (node.isNumber() && node.asDouble() == 0) || (node.isBoolean() && !node.asBoolean());
    return node.isNull()
        || (node.isTextual() && node.asText().isEmpty())
        || (zero && !field.type().contains(".") && !ZERO_COUNTS.contains(field.name()));
  }
}
