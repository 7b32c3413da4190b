package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the {@code usage} of rules. */
final class UsageReader {
  private static final Pattern PERCENT = Pattern.compile("\\d+(?:\\.\\d+)?%");

  private UsageReader() {}

  /** Those of a {@code KubeletRules} object that say something of usage, in order. */
  static List<UsageRule> read(ObjectNode object, String source) {
    List<UsageRule> rules = new ArrayList<>();
    int number = 0;
    for (JsonNode rule : object.path("rules")) {
      RuleReader reader = new RuleReader(source, ".rules[" + number++ + "]");
      if (rule.has("usage")) {
        Rule.Match match = reader.at("match").match(rule.path("match"));
        rules.add(new UsageRule(match, stages(reader.at("usage"), rule.path("usage"))));
      }
    }
    return rules;
  }

  private static List<UsageRule.Stage> stages(RuleReader reader, JsonNode usage) {
    if (!usage.isArray()) {
      return List.of(stage(reader, usage));
    }
    if (usage.isEmpty()) {
      throw reader.failure("expected at least one stage");
    }
    List<UsageRule.Stage> stages = new ArrayList<>();
    for (JsonNode one : usage) {
      stages.add(stage(reader.at(Integer.toString(stages.size())), one));
    }
    stages.sort(Comparator.comparing(UsageRule.Stage::after));
    return stages;
  }

  private static UsageRule.Stage stage(RuleReader reader, JsonNode stage) {
    if (!stage.isObject()) {
      throw reader.failure("expected fields");
    }
    reader.fields(stage, Set.of("after", "cpu", "memory", "shared"));
    TreeMap<String, UsageRule.Level> levels = new TreeMap<>();
    for (String resource : List.of("cpu", "memory")) {
      if (stage.has(resource)) {
        levels.put(resource, level(reader.at(resource), stage.path(resource).asText()));
      }
    }
    return new UsageRule.Stage(
        reader.at("after").duration(stage.path("after"), Duration.ZERO),
        levels,
        stage.path("shared").asBoolean(false));
  }

  private static UsageRule.Level level(RuleReader reader, String text) {
    if (PERCENT.matcher(text).matches()) {
      BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
      return new UsageRule.Level.Share(percent.movePointLeft(2));
    }
    return Quantity.parse(text)
        .map(UsageRule.Level.Amount::new)
        .orElseThrow(
            () ->
                reader.failure(
                    "expected an amount such as 250m, or a share such as 80%, found \""
                        + text
                        + "\""));
  }
}
