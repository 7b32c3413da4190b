package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.tend.schema.cel.CelLanguage.Compilation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles the expressions of one admission policy: over the object, the request, parameters, the
 * namespace, the authorizer, and the variables that the policy defines.
 */
public final class AdmissionExpressions {
  private static final String VARIABLES = "kubernetes.variables";

  /** What the language keeps for itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private final CelLanguage language;
  private final SchemaTypes types = new SchemaTypes();
  private final Map<String, CelType> visible = new HashMap<>();
  private final Map<String, CelType> variables = new LinkedHashMap<>();
  private final Map<String, Program> definitions = new LinkedHashMap<>();
  private boolean composed;

  /**
   * @param parameters whether the policy has any
   * @param authorizer whether expressions may ask it
   */
  public AdmissionExpressions(CelLanguage language, boolean parameters, boolean authorizer) {
    this.language = language;
    visible.put("object", SimpleType.DYN);
    visible.put("oldObject", SimpleType.DYN);
    visible.put(
        "request",
        types.of(AdmissionSchemas.REQUEST, "kubernetes.AdmissionRequest", false).orElseThrow());
    visible.put(
        "namespaceObject",
        types.of(AdmissionSchemas.NAMESPACE, "kubernetes.Namespace", false).orElseThrow());
    if (parameters) {
      visible.put("params", SimpleType.DYN);
    }
    if (authorizer) {
      visible.put("authorizer", Opaque.AUTHORIZER);
      visible.put("authorizer.requestResource", Opaque.RESOURCE_CHECK);
    }
  }

  /** Lets expressions mention variables, also before one is defined. */
  void composed() {
    composed = true;
  }

  /** What an expression may evaluate to. */
  public enum Kind {
    BOOL("bool", "must evaluate to bool"),
    TEXT("string", "must evaluate to string"),
    TEXT_OR_NULL("string null_type", "must evaluate to one of [string null_type]"),
    ANY("", "");

    private final Set<String> allowed;
    private final String rule;

    Kind(String allowed, String rule) {
      this.allowed = Set.of(allowed.split(" ", -1));
      this.rule = rule;
    }
  }

  /** A compiled expression, or why there is none. */
  public sealed interface Outcome {
    /** Can be run. */
    record Ready(Expression expression) implements Outcome {}

    /**
     * @param why in the server's words
     */
    record Refused(String why) implements Outcome {}
  }

  /** One compiled expression. */
  public static final class Expression {
    private final Program program;
    private final String source;

    private Expression(Program program, String source) {
      this.program = program;
      this.source = source;
    }

    Program program() {
      return program;
    }

    /** As it is written. */
    public String source() {
      return source;
    }
  }

  public Outcome compile(String source, Kind kind) {
    Map<String, CelType> all = new HashMap<>(visible);
    SchemaTypes known = types;
    if (composed || !variables.isEmpty()) {
      ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(variables);
      StructType struct =
          StructType.create(
              VARIABLES, fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
      known.add(struct);
      all.put("variables", struct);
    }
    return switch (language.scope(all, known.provider()).compile(source)) {
      case Compilation.Refused(String message) -> new Outcome.Refused(message);
      case Compilation.Checked(Program program) -> {
        String type =
            program.resultType().equals(SimpleType.NULL_TYPE)
                ? "null_type"
                : CelTypes.format(program.resultType());
        yield kind == Kind.ANY || kind.allowed.contains(type)
            ? new Outcome.Ready(new Expression(program, source))
            : new Outcome.Refused(kind.rule + " but got " + type);
      }
    };
  }

  /**
   * Defines {@code variables.NAME} for the expressions after it.
   *
   * @return why not; empty where it is defined
   */
  public Optional<String> define(String name, String source) {
    return switch (compile(source, Kind.ANY)) {
      case Outcome.Refused(String why) -> Optional.of(why);
      case Outcome.Ready(Expression expression) -> {
        variables.put(name, expression.program().resultType());
        definitions.put(name, expression.program());
        yield Optional.empty();
      }
    };
  }

  /** The request that expressions are run for. Absent objects are missing nodes. */
  public record Input(
      JsonNode object,
      JsonNode oldObject,
      JsonNode request,
      JsonNode parameters,
      JsonNode namespace,
      Authorizer authorizer) {}

  /** Runs expressions over one request; variables are evaluated once, when they are asked for. */
  public AdmissionEvaluation over(Input input) {
    return new AdmissionEvaluation(Map.copyOf(definitions), input);
  }

  /** Names that expressions can use. */
  public static boolean isIdentifier(String name) {
    return name.matches("[_a-zA-Z][_a-zA-Z0-9]*") && !RESERVED.contains(name);
  }
}
