package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.StructValue;
import dev.tend.schema.cel.AdmissionExpressions.Expression;
import dev.tend.schema.cel.AdmissionExpressions.Input;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One request, and what expressions say of it. */
public final class AdmissionEvaluation {
  private final Map<String, Object> values = new HashMap<>();
  private final Budget budget = new Budget();

  AdmissionEvaluation(Map<String, Program> definitions, Input input) {
    values.put("object", dynamic(input.object()));
    values.put("oldObject", dynamic(input.oldObject()));
    values.put("request", Values.typed(input.request(), AdmissionSchemas.REQUEST, false));
    values.put("params", dynamic(input.parameters()));
    values.put(
        "namespaceObject",
        input.namespace().isObject()
            ? Values.typed(input.namespace(), AdmissionSchemas.NAMESPACE, false)
            : NullValue.NULL_VALUE);
    AuthorizerLibrary.Check check = AuthorizerLibrary.variable(input.authorizer());
    values.put("authorizer", check);
    JsonNode resource = input.request().path("resource");
    values.put(
        "authorizer.requestResource",
        check.with(
            nothing ->
                new Authorizer.Question(
                    "",
                    "",
                    "",
                    resource.path("group").asText(),
                    resource.path("resource").asText(),
                    input.request().path("subResource").asText(),
                    input.request().path("namespace").asText(),
                    input.request().path("name").asText())));
    values.put("variables", new Variables(definitions));
  }

  private static Object dynamic(JsonNode node) {
    return node.isObject() ? Values.dynamic(node) : NullValue.NULL_VALUE;
  }

  /**
   * What an expression came to.
   *
   * @param value a Boolean, a String, or another value of the language
   * @param error why there is none, in the server's words
   */
  public record Result(Optional<Object> value, Optional<String> error) {
    public boolean isTrue() {
      return value.filter(Boolean.TRUE::equals).isPresent();
    }
  }

  public Result run(Expression expression) {
    try {
      return new Result(Optional.of(expression.program().run(values, budget)), Optional.empty());
    } catch (CelFault e) {
      return new Result(Optional.empty(), Optional.of(e.message()));
    }
  }

  /** The policy's variables. */
  @SuppressWarnings("Immutable") // What a variable came to is kept.
  private final class Variables extends StructValue<String, Variables> {
    private final Map<String, Program> definitions;
    private final Map<String, Object> known = new HashMap<>();

    Variables(Map<String, Program> definitions) {
      this.definitions = definitions;
    }

    @Override
    public Variables value() {
      return this;
    }

    @Override
    public boolean isZeroValue() {
      return definitions.isEmpty();
    }

    @Override
    public CelType celType() {
      return MapType.create(SimpleType.STRING, SimpleType.DYN);
    }

    @Override
    public Object select(String name) {
      return find(name).orElseThrow(() -> new CelFault("no such key: " + name));
    }

    @Override
    public Optional<Object> find(String name) {
      Program program = definitions.get(name);
      if (program == null) {
        return Optional.empty();
      }
      Object value = known.get(name);
      if (value == null) {
        try {
          value = program.run(values, budget);
        } catch (CelFault e) {
          throw new CelFault(
              "composited variable \"%s\" fails to evaluate: %s".formatted(name, e.message()));
        }
        known.put(name, value);
      }
      return Optional.of(value);
    }
  }
}
