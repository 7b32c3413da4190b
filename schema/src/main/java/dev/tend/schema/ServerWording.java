package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.schema.structural.FieldFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tend says of a fault that a server names.
 *
 * @param rule the last part of the rule's id
 * @param steps where it is: servers name the holder of some fields
 */
record ServerWording(String rule, String message, String hint, List<Object> steps) {
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ABOVE_LIMIT =
      Pattern.compile("must be less than or equal to (\\S+) limit of (\\S+)");
  private static final Pattern FIELDS =
      Pattern.compile("expected exactly 5 fields, found (\\d+): .*");
  private static final int SHOWN = 80;

  private ServerWording(String rule, String message, String hint) {
    this(rule, message, hint, List.of());
  }

  /**
   * @param stored what the fault was found in: the manifest with all defaults
   */
  static ServerWording of(FieldFault fault, Manifest manifest, ObjectNode stored) {
    ServerWording words = worded(fault, manifest, stored);
    return words.steps.isEmpty()
        ? new ServerWording(words.rule, words.message, words.hint, fault.place().steps())
        : words;
  }

  private static ServerWording worded(FieldFault fault, Manifest manifest, ObjectNode stored) {
    List<Object> steps = fault.place().steps();
    String field = steps.isEmpty() ? "" : String.valueOf(steps.getLast());
    JsonNode value = at(stored, steps);
    boolean said = !at(manifest.content(), steps).isMissingNode();
    boolean secret = manifest.id().kind().equals("Secret") && manifest.id().group().isEmpty();
    String shown = secret ? "The value" : shown(value, fault.value());
    String detail = fault.detail();
    return switch (fault.kind()) {
      case REQUIRED -> required(steps, field, said, detail);
      case NOT_SUPPORTED -> unsupported(fault, value, field, shown, said);
      case NOT_FOUND -> notFound(steps, stored, value, shown, detail);
      case DUPLICATE ->
          new ServerWording(
              "duplicate", shown + " is there twice" + after(detail), "Each one stands there once");
      case FORBIDDEN ->
          new ServerWording(
              "forbidden",
              detail.isEmpty() ? "`" + field + "` must not be set here" : sentence(detail),
              "");
      case TOO_LONG, TOO_MANY -> new ServerWording("limit", fault.message(), "");
      case INVALID, UNSHOWN, TYPE_INVALID, INTERNAL ->
          invalid(steps, stored, field, said, shown, detail);
    };
  }

  private static ServerWording required(
      List<Object> steps, String field, boolean said, String detail) {
    if (detail.startsWith("valid values: ")) {
      List<String> choices = quotedIn(detail);
      return new ServerWording(
          "required",
          "Missing field `" + field + "`: it must be " + Wording.alternatives(choices) + " here",
          "Write `" + field + ": " + choices.getFirst() + "`");
    }
    boolean portName = steps.contains("ports") && field.equals("name");
    return new ServerWording(
        "required",
        said ? empty(field, detail) : missing(field, detail),
        portName ? "With several ports each has a name: `name: http`" : "");
  }

  private static String missing(String field, String detail) {
    return "Missing field `" + field + "`" + after(detail);
  }

  private static String empty(String field, String detail) {
    return "`" + field + "` is empty, and must not be" + after(detail);
  }

  private static String after(String detail) {
    return detail.isEmpty() ? "" : ": " + detail;
  }

  private static ServerWording unsupported(
      FieldFault fault, JsonNode value, String field, String shown, boolean said) {
    List<String> supported = quotedIn(fault.detail());
    String choices = Wording.alternatives(supported);
    String one = supported.size() < 2 ? "" : "one of ";
    if (!said && !value.isMissingNode()) {
      return new ServerWording(
          "default",
          "Missing field `%s`: its default, %s, is not %s%s here"
              .formatted(field, shown, one, choices),
          supported.isEmpty() ? "" : "Write `" + field + ": " + supported.getFirst() + "`");
    }
    String hint = NearMiss.hint(value.asText(), supported);
    if (hint.isEmpty() && supported.size() == 1) {
      hint = "Write `" + field + ": " + supported.getFirst() + "`";
    }
    return new ServerWording("enum", shown + " is not " + one + choices, hint);
  }

  private static List<String> quotedIn(String text) {
    List<String> quoted = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      quoted.add(matcher.group(1));
    }
    return quoted;
  }

  private static ServerWording notFound(
      List<Object> steps, ObjectNode stored, JsonNode value, String shown, String detail) {
    boolean mount = steps.contains("volumeMounts") || steps.contains("volumeDevices");
    if (!mount) {
      return new ServerWording("not-found", shown + " is not there" + after(detail), "");
    }
    List<String> volumes = new ArrayList<>();
    int containers = Math.max(steps.indexOf("containers"), steps.indexOf("initContainers"));
    JsonNode spec = at(stored, steps.subList(0, Math.max(0, containers)));
    spec.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
    JsonNode claims = stored.path("spec").path("volumeClaimTemplates");
    claims.forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
    String near = NearMiss.hint(value.asText(), volumes);
    String place =
        ObjectView.exact(steps.subList(0, Math.max(0, containers))).key("volumes").toString();
    return new ServerWording(
        "volume-mount",
        "No volume is named " + shown,
        near.isEmpty()
            ? "Add a volume of this name to `" + place.substring(1) + "`, or take the mount out"
            : near);
  }

  private static ServerWording invalid(
      List<Object> steps,
      ObjectNode stored,
      String field,
      boolean said,
      String shown,
      String detail) {
    Matcher limit = ABOVE_LIMIT.matcher(detail);
    if (limit.matches() && steps.contains("requests")) {
      return new ServerWording(
          "request-above-limit",
          "The request of %s is above its limit, `%s`".formatted(shown, limit.group(2)),
          "Lower the request, or raise `limits." + limit.group(1) + "`",
          plus(steps, limit.group(1)));
    }
    Matcher fields = FIELDS.matcher(detail);
    if (fields.matches()) {
      int count = Integer.parseInt(fields.group(1));
      return new ServerWording(
          "schedule",
          "%s has %d %s, and a schedule has 5"
              .formatted(shown, count, count == 1 ? "field" : "fields"),
          "Minute, hour, day of the month, month, day of the week: `*/5 * * * *`");
    }
    if (field.equals("schedule")) {
      return new ServerWording(
          "schedule", shown + " is no schedule: " + detail, "Write it as in `30 4 * * 1-5`");
    }
    if (detail.equals("`selector` does not match template `labels`")) {
      return new ServerWording(
          "selector", "The selector does not match these labels", selectorHint(steps, stored));
    }
    boolean verb =
        detail.startsWith("must ") || detail.startsWith("may ") || detail.startsWith("should ");
    if (!said && !shown.equals("The value") && verb) {
      return new ServerWording("invalid", "`" + field + "` " + detail, "");
    }
    return new ServerWording(
        "invalid",
        detail.isEmpty() ? shown + " is not allowed here" : shown + (verb ? " " : ": ") + detail,
        "");
  }

  /** The labels that the selector beside the template asks for. */
  private static String selectorHint(List<Object> steps, ObjectNode stored) {
    int template = steps.indexOf("template");
    JsonNode selector = at(stored, steps.subList(0, Math.max(0, template))).path("selector");
    JsonNode labels = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
    List<String> wanted = new ArrayList<>();
    for (var entry : labels.properties()) {
      JsonNode value = entry.getValue();
      if (value.isTextual()
          && !at(stored, steps).path(entry.getKey()).asText("").equals(value.asText())) {
        wanted.add("`" + entry.getKey() + ": " + value.asText() + "`");
      }
    }
    return wanted.isEmpty() ? "" : "Write " + String.join(" and ", wanted);
  }

  private static JsonNode at(JsonNode root, List<Object> steps) {
    JsonNode node = root;
    for (Object step : steps) {
      node = step instanceof Integer index ? node.path(index) : node.path((String) step);
    }
    return node;
  }

  private static String shown(JsonNode value, String told) {
    String text =
        value.isValueNode() && !value.isNull()
            ? value.asText()
            : told.startsWith("\"") && told.length() > 1
                ? told.substring(1, told.length() - 1)
                : "";
    if (text.isEmpty() || Set.of("null", "{}").contains(text)) {
      return "The value";
    }
    String line = text.lines().findFirst().orElse("");
    return "`" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...") + "`";
  }

  private static List<Object> plus(List<Object> steps, String name) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(name);
    return longer;
  }

  private static String sentence(String detail) {
    return detail.isEmpty()
        ? detail
        : Character.toUpperCase(detail.charAt(0)) + detail.substring(1);
  }
}
