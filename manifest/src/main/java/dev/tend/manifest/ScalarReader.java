package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Reads scalars, tagged and untagged, and notes what people may not have meant. */
final class ScalarReader {
  private static final String STANDARD = "tag:yaml.org,2002:";

  private final Findings findings;

  ScalarReader(Findings findings) {
    this.findings = findings;
  }

  JsonNode value(ScalarEvent scalar, TreeBuilder.Step step) {
    Optional<String> tag = scalar.getTag();
    if (tag.isPresent()) {
      return tagged(scalar, tag.get(), step);
    }
    String text = scalar.getValue();
    if (!scalar.isPlain()) {
      return TextNode.valueOf(text);
    }
    JsonNode value = PlainScalars.resolve(text);
    if (value.isBoolean() && PlainScalars.isAmbiguousBoolean(text)) {
      findings.warning(
          "yaml/ambiguous-boolean",
          scalar,
          step.path(),
          "`" + text + "` without quotes is the boolean " + value.asText() + " to Kubernetes",
          "Write " + value.asText() + ", or quote it: \"" + text + "\"");
    }
    return finite(value, scalar, step);
  }

  /** The text that a key stands for; what isn't text becomes text as Kubernetes' reader does it. */
  String key(ScalarEvent scalar, TreeBuilder.Step step) {
    String text = scalar.getValue();
    if (scalar.getTag().isPresent() || !scalar.isPlain()) {
      return text;
    }
    Optional<String> key = PlainScalars.key(text);
    if (key.isEmpty()) {
      findings.error(
          "yaml/key",
          scalar,
          step.path(),
          "A mapping's key must be text, and this one is null",
          "Write the key before its colon, or quote it if it is meant as text");
      return text;
    }
    if (PlainScalars.isAmbiguousBoolean(text)) {
      findings.warning(
          "yaml/ambiguous-boolean",
          scalar,
          new TreeBuilder.Step(step, key.get()).path(),
          "The key `" + text + "` without quotes becomes `" + key.get() + "` to Kubernetes",
          "Quote it: \"" + text + "\"");
    }
    return key.get();
  }

  void checkCollectionTag(Event event, Optional<String> tag, TreeBuilder.Step step) {
    tag.filter(t -> !t.startsWith(STANDARD) && !t.equals("!"))
        .ifPresent(t -> ignoredTag(event, t, step));
  }

  private JsonNode tagged(ScalarEvent scalar, String tag, TreeBuilder.Step step) {
    String text = scalar.getValue();
    if (tag.equals("!")) {
      return TextNode.valueOf(text);
    }
    if (!tag.startsWith(STANDARD)) {
      ignoredTag(scalar, tag, step);
      return TextNode.valueOf(text);
    }
    String type = tag.substring(STANDARD.length());
    JsonNode value = PlainScalars.resolve(text);
    boolean fits =
        switch (type) {
          case "int" -> value.isIntegralNumber();
          case "float" -> value.isNumber();
          case "bool" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> false;
        };
    return switch (type) {
      case "int", "float", "bool", "null" -> {
        if (!fits) {
          unfit(scalar, type, step);
        }
        yield fits ? finite(value, scalar, step) : TextNode.valueOf(text);
      }
      case "binary" -> binary(scalar, step);
      default -> TextNode.valueOf(text);
    };
  }

  private JsonNode binary(ScalarEvent scalar, TreeBuilder.Step step) {
    String packed = scalar.getValue().replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(packed);
      return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      unfit(scalar, "binary", step);
      return TextNode.valueOf(scalar.getValue());
    }
  }

  private void unfit(ScalarEvent scalar, String type, TreeBuilder.Step step) {
    findings.error(
        "yaml/tag",
        scalar,
        step.path(),
        "`" + scalar.getValue() + "` can't be read as !!" + type,
        type.equals("binary") ? "!!binary takes base64" : "Leave the tag out, or quote it");
  }

  private void ignoredTag(Event event, String tag, TreeBuilder.Step step) {
    findings.warning(
        "yaml/tag",
        event,
        step.path(),
        "Kubernetes ignores the tag `" + tag + "` and takes the value as it stands",
        "Render the file with the tool that knows the tag, or remove it");
  }

  private JsonNode finite(JsonNode value, ScalarEvent scalar, TreeBuilder.Step step) {
    if (value instanceof DoubleNode number && !Double.isFinite(number.doubleValue())) {
      findings.error(
          "yaml/number",
          scalar,
          step.path(),
          "`" + scalar.getValue() + "` is no number that JSON knows",
          "Quote it if it is meant as text: \""
              + scalar.getValue().toLowerCase(Locale.ROOT)
              + "\"");
      return TextNode.valueOf(scalar.getValue());
    }
    return value;
  }
}
