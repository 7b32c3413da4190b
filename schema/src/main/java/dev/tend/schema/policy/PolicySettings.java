package dev.tend.schema.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Problem;
import dev.tend.manifest.Problem.Severity;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which policies hold, and where not.
 *
 * @param sets names of built-in sets
 * @param severities of rules by id; empty for a rule that is off
 */
public record PolicySettings(
    Set<String> sets,
    Map<String, Optional<Severity>> severities,
    List<Exemption> exceptions,
    List<Custom> custom) {
  public static final PolicySettings NONE =
      new PolicySettings(Set.of(), Map.of(), List.of(), List.of());

  public static final List<String> SETS = List.of("baseline", "restricted", "best-practice");

  private static final Set<String> FIELDS = Set.of("sets", "rules", "except", "custom");
  private static final Set<String> EXEMPTION =
      Set.of("rule", "kind", "namespace", "name", "path", "reason");
  private static final Set<String> CUSTOM =
      Set.of("id", "kinds", "expression", "message", "hint", "severity", "path");

  public PolicySettings {
    sets = Set.copyOf(sets);
    severities = Map.copyOf(severities);
    exceptions = List.copyOf(exceptions);
    custom = List.copyOf(custom);
  }

  /** Whether a word is a set's name, or that of a file. */
  public static boolean isName(String word) {
    return SETS.contains(word) || word.matches(".*\\.(ya?ml|json)");
  }

  /** What is accepted; a {@code *} in a pattern stands for anything. */
  public record Exemption(String rule, String kind, String namespace, String name, String path) {
    boolean covers(Problem problem, Manifest manifest) {
      return matches(rule, problem.rule())
          && matches(kind, manifest.id().kind())
          && matches(namespace, manifest.id().namespace())
          && matches(name, manifest.id().name())
          && matches(path, problem.path().toString());
    }
  }

  /**
   * A rule in CEL.
   *
   * @param kinds that it is about; empty for all
   * @param expression over {@code object}, true where all is well
   */
  public record Custom(
      String id,
      List<String> kinds,
      String expression,
      String message,
      String hint,
      String path,
      Severity severity) {
    public Custom {
      kinds = List.copyOf(kinds);
    }
  }

  /**
   * @param words names of sets, and files
   * @param read gives the text of a file
   */
  public static PolicySettings of(
      List<String> words, java.util.function.UnaryOperator<String> read) {
    Set<String> sets = new LinkedHashSet<>();
    Map<String, Optional<Severity>> severities = new TreeMap<>();
    List<Exemption> exceptions = new ArrayList<>();
    List<Custom> custom = new ArrayList<>();
    for (String word : words) {
      if (SETS.contains(word)) {
        sets.add(word);
        continue;
      } else if (!isName(word)) {
        String near = NearMiss.hint(word, SETS);
        throw new KnownFailure(
            "there is no policy `" + word + "`",
            near.isEmpty() ? "take one of " + String.join(", ", SETS) + ", or a file" : near);
      }
      JsonNode file = content(word, read.apply(word));
      known(file, FIELDS, word);
      texts(file.path("sets")).forEach(name -> sets.add(set(name, word)));
      file.path("rules")
          .properties()
          .forEach(rule -> severities.put(rule.getKey(), severity(rule.getValue().asText(), word)));
      for (JsonNode one : file.path("except")) {
        known(one, EXEMPTION, word);
        exceptions.add(
            new Exemption(
                one.path("rule").asText("*"),
                one.path("kind").asText("*"),
                one.path("namespace").asText("*"),
                one.path("name").asText("*"),
                one.path("path").asText("*")));
      }
      for (JsonNode one : file.path("custom")) {
        known(one, CUSTOM, word);
        custom.add(custom(one, word));
      }
    }
    return new PolicySettings(sets, severities, exceptions, custom);
  }

  private static Custom custom(JsonNode rule, String file) {
    for (String field : List.of("id", "expression", "message")) {
      if (rule.path(field).asText().isEmpty()) {
        throw new KnownFailure("Reading " + file + ": a custom rule has no `" + field + "`", "");
      }
    }
    return new Custom(
        rule.path("id").asText(),
        texts(rule.path("kinds")),
        rule.path("expression").asText(),
        rule.path("message").asText(),
        rule.path("hint").asText(),
        rule.path("path").asText(),
        severity(rule.path("severity").asText("error"), file).orElse(Severity.ERROR));
  }

  private static ObjectNode content(String name, String text) {
    YamlReader.Documents read = YamlReader.readDocuments(new SourceText(name, text));
    List<Problem> errors = read.problems().stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      Problem first = errors.getFirst();
      throw new KnownFailure(
          "Reading " + name + ": " + first.location() + ": " + first.message(), first.hint());
    }
    if (read.documents().size() == 1
        && read.documents().getFirst().content() instanceof ObjectNode object) {
      return object;
    }
    throw new KnownFailure(
        "Reading " + name + ": policies are one map of sets, rules, except and custom", "");
  }

  private static void known(JsonNode map, Set<String> fields, String file) {
    map.fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                throw new KnownFailure(
                    "Reading " + file + ": unknown field `" + name + "`",
                    NearMiss.hint(name, fields));
              }
            });
  }

  private static String set(String name, String file) {
    if (!SETS.contains(name)) {
      throw new KnownFailure(
          "Reading " + file + ": there is no policy `" + name + "`", NearMiss.hint(name, SETS));
    }
    return name;
  }

  private static Optional<Severity> severity(String word, String file) {
    return switch (word) {
      case "error" -> Optional.of(Severity.ERROR);
      case "warning" -> Optional.of(Severity.WARNING);
      case "off", "false" -> Optional.empty(); // YAML reads the bare word as the latter.
      default ->
          throw new KnownFailure(
              "Reading " + file + ": `" + word + "` is no severity", "write error, warning or off");
    };
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static boolean matches(String glob, String text) {
    if (glob.equals("*")) {
      return true;
    }
    StringBuilder expression = new StringBuilder();
    for (String part : glob.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.matches(expression.toString(), text);
  }
}
