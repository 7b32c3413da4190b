package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of what runs the API itself: its groups, policies, addresses and flows. */
final class SystemPrinters {
  static final Printer API_SERVICE =
      Printer.of(
          SystemPrinters::apiService,
          Column.NAME,
          Column.text("Service", "The reference to the service that hosts this API endpoint."),
          Column.text("Available", "Whether this service is available."),
          Column.AGE);

  static final Printer SIGNING_REQUEST =
      Printer.of(
          SystemPrinters::signingRequest,
          Column.NAME,
          Column.AGE,
          Column.text("SignerName", "Who is asked to sign."),
          Column.text("Requestor", "Who asked."),
          Column.text("RequestedDuration", "How long the certificate shall be valid."),
          Column.text("Condition", "What became of it."));

  static final Printer POLICY =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("validations").size())
                  .add(paramKind(object.path("spec").path("paramKind")))
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.number("Validations", "Validations indicates the number of validation rules."),
          Column.text("ParamKind", "The kind of the policy's parameters."),
          Column.AGE);

  static final Printer MUTATING_POLICY =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("mutations").size())
                  .add(paramKind(object.path("spec").path("paramKind")))
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.number("Mutations", "Number of mutations."),
          Column.text("ParamKind", "The kind of the policy's parameters."),
          Column.AGE);

  static final Printer COMPONENT =
      Printer.of(
          SystemPrinters::component,
          Column.NAME,
          Column.text("Status", "Status of the component conditions"),
          Column.text("Message", "Message of the component conditions"),
          Column.text("Error", "Error of the component conditions"));

  private static void component(ObjectNode object, Instant now, ArrayNode cells) {
    String status = "Unknown";
    String message = "";
    String error = "";
    for (JsonNode condition : object.path("conditions")) {
      if (condition.path("type").asText().equals("Healthy")) {
        status = condition.path("status").asText().equals("True") ? "Healthy" : "Unhealthy";
        message = condition.path("message").asText("");
        error = condition.path("error").asText("");
      }
    }
    cells.add(Cells.name(object)).add(status).add(message).add(error);
  }

  static final Printer POLICY_BINDING =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("spec").path("policyName").asText())
                  .add(paramRef(object.path("spec").path("paramRef")))
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("PolicyName", "The policy that is bound."),
          Column.text("ParamRef", "The parameters that are used."),
          Column.AGE);

  static final Printer IP_ADDRESS =
      Printer.of(
          (object, now, cells) ->
              cells.add(Cells.name(object)).add(parent(object.path("spec").path("parentRef"))),
          Column.NAME,
          Column.text("ParentRef", "What the address belongs to."));

  static final Printer SERVICE_RANGE =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(Cells.joined(object.path("spec").path("cidrs")))
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("CIDRs", "The ranges from which services get addresses."),
          Column.AGE);

  static final Printer FLOW_SCHEMA =
      Printer.of(
          SystemPrinters::flowSchema,
          Column.NAME,
          Column.text("PriorityLevel", "The priority level that it refers to."),
          Column.text("MatchingPrecedence", "Which of several that match is chosen."),
          Column.text("DistinguisherMethod", "How its flows are told apart."),
          Column.AGE,
          Column.text("MissingPL", "Whether its priority level is missing."));

  static final Printer PRIORITY_LEVEL =
      Printer.of(
          SystemPrinters::priorityLevel,
          Column.NAME,
          Column.text("Type", "Whether requests are limited."),
          Column.text("NominalConcurrencyShares", "Its share of the server's capacity."),
          Column.text("Queues", "How many queues there are."),
          Column.text("HandSize", "How many of them a flow may use."),
          Column.text("QueueLengthLimit", "How many requests may wait in each."),
          Column.AGE);

  private SystemPrinters() {}

  private static void apiService(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode service = object.path("spec").path("service");
    cells.add(Cells.name(object));
    cells.add(
        service.isObject()
            ? service.path("namespace").asText() + "/" + service.path("name").asText()
            : "Local");
    String available = Cells.UNKNOWN;
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Available")) {
        available = condition.path("status").asText();
        if (!available.equals("True")) {
          available += " (" + condition.path("reason").asText() + ")";
        }
      }
    }
    cells.add(available).add(Cells.age(object, now));
  }

  private static void signingRequest(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode seconds = spec.path("expirationSeconds");
    cells.add(Cells.name(object)).add(Cells.age(object, now));
    cells.add(Cells.orNone(spec.path("signerName")));
    cells.add(spec.path("username").asText());
    cells.add(
        seconds.isIntegralNumber() ? Ages.human(Duration.ofSeconds(seconds.asLong())) : Cells.NONE);
    List<String> types = new ArrayList<>();
    object
        .path("status")
        .path("conditions")
        .forEach(condition -> types.add(condition.path("type").asText()));
    String state =
        types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending";
    if (types.contains("Failed")) {
      state += ",Failed";
    }
    if (!object.path("status").path("certificate").asText().isEmpty()) {
      state += ",Issued";
    }
    cells.add(state);
  }

  private static String paramKind(JsonNode kind) {
    return kind.isObject()
        ? kind.path("apiVersion").asText() + "/" + kind.path("kind").asText()
        : Cells.UNSET;
  }

  /** Whether parameters without a namespace have none can't be told here. */
  private static String paramRef(JsonNode ref) {
    if (ref.path("name").asText().isEmpty()) {
      return ref.has("selector") ? Cells.selector(ref.path("selector")) : Cells.UNSET;
    }
    String namespace = ref.path("namespace").asText();
    return (namespace.isEmpty() ? "*" : namespace) + "/" + ref.path("name").asText();
  }

  private static String parent(JsonNode ref) {
    if (!ref.isObject()) {
      return Cells.NONE;
    }
    String group = ref.path("group").asText();
    String resource = ref.path("resource").asText() + (group.isEmpty() ? "" : "." + group);
    String namespace = ref.path("namespace").asText();
    return resource
        + "/"
        + (namespace.isEmpty() ? "" : namespace + "/")
        + ref.path("name").asText();
  }

  private static void flowSchema(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    String missing = "?";
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Dangling")) {
        missing = condition.path("status").asText();
      }
    }
    cells
        .add(Cells.name(object))
        .add(spec.path("priorityLevelConfiguration").path("name").asText())
        .add(spec.path("matchingPrecedence").asInt())
        .add(Cells.orNone(spec.path("distinguisherMethod").path("type")))
        .add(Cells.age(object, now))
        .add(missing);
  }

  private static void priorityLevel(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode limited = spec.path("limited");
    JsonNode queuing = limited.path("limitResponse").path("queuing");
    cells.add(Cells.name(object)).add(spec.path("type").asText());
    number(cells, limited.path("nominalConcurrencyShares"));
    number(cells, queuing.path("queues"));
    number(cells, queuing.path("handSize"));
    number(cells, queuing.path("queueLengthLimit"));
    cells.add(Cells.age(object, now));
  }

  private static void number(ArrayNode cells, JsonNode value) {
    if (value.isNumber()) {
      cells.add(value.asInt());
    } else {
      cells.add(Cells.NONE);
    }
  }
}
