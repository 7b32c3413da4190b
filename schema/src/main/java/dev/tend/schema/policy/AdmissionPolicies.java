package dev.tend.schema.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.cel.AdmissionEvaluation;
import dev.tend.schema.cel.AdmissionExpressions;
import dev.tend.schema.cel.AdmissionExpressions.Expression;
import dev.tend.schema.cel.AdmissionExpressions.Input;
import dev.tend.schema.cel.AdmissionExpressions.Outcome;
import dev.tend.schema.cel.Authorizer;
import dev.tend.schema.cel.CelLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the ValidatingAdmissionPolicies of a set on its other objects, as a server would when they
 * are created. What needs a server (who asks, who may do what) is left to one.
 */
public final class AdmissionPolicies {
  private static final String GROUP = "admissionregistration.k8s.io";
  private static final Authorizer NOBODY =
      question -> new Authorizer.Answer(true, "nobody asks a server here");

  private final List<Manifest> manifests;
  private final SchemaCatalog catalog;
  private final List<Bound> bound = new ArrayList<>();

  /** A policy, where it holds. */
  private record Bound(Manifest policy, JsonNode binding, Compiled compiled) {}

  private record Compiled(
      AdmissionExpressions expressions, List<Expression> conditions, List<Validation> checks) {}

  private record Validation(Expression expression, JsonNode written) {}

  public AdmissionPolicies(List<Manifest> manifests, SchemaCatalog catalog) {
    this.manifests = manifests;
    this.catalog = catalog;
    List<Manifest> policies = ofKind("ValidatingAdmissionPolicy");
    if (policies.isEmpty()) {
      return;
    }
    CelLanguage language = CelLanguage.lazily().get();
    for (Manifest binding : ofKind("ValidatingAdmissionPolicyBinding")) {
      String name = binding.content().path("spec").path("policyName").asText();
      policies.stream()
          .filter(policy -> policy.id().name().equals(name))
          .findFirst()
          .flatMap(
              policy ->
                  compile(policy, language)
                      .map(compiled -> new Bound(policy, binding.content(), compiled)))
          .ifPresent(bound::add);
    }
  }

  private List<Manifest> ofKind(String kind) {
    return manifests.stream()
        .filter(one -> one.id().group().equals(GROUP) && one.id().kind().equals(kind))
        .toList();
  }

  /** Empty where it asks what only a server knows, or can't be compiled. */
  private static Optional<Compiled> compile(Manifest policy, CelLanguage language) {
    JsonNode spec = policy.content().path("spec");
    AdmissionExpressions expressions =
        new AdmissionExpressions(language, spec.has("paramKind"), true);
    List<Expression> conditions = new ArrayList<>();
    for (JsonNode condition : spec.path("matchConditions")) {
      if (!(expressions.compile(
              condition.path("expression").asText(), AdmissionExpressions.Kind.BOOL)
          instanceof Outcome.Ready(Expression expression))) {
        return Optional.empty();
      }
      conditions.add(expression);
    }
    for (JsonNode variable : spec.path("variables")) {
      if (expressions
          .define(variable.path("name").asText(), variable.path("expression").asText())
          .isPresent()) {
        return Optional.empty();
      }
    }
    List<Validation> checks = new ArrayList<>();
    for (JsonNode check : spec.path("validations")) {
      if (expressions.compile(check.path("expression").asText(), AdmissionExpressions.Kind.BOOL)
          instanceof Outcome.Ready(Expression expression)) {
        checks.add(new Validation(expression, check));
      }
    }
    return Optional.of(new Compiled(expressions, conditions, checks));
  }

  /** What the policies of the set say of one of its objects. */
  public List<Problem> check(Manifest manifest) {
    if (bound.isEmpty() || manifest.id().group().equals(GROUP)) {
      return List.of();
    }
    Optional<ResourceType> type = catalog.find(manifest.type());
    List<Problem> problems = new ArrayList<>();
    for (Bound one : bound) {
      JsonNode constraints = one.policy().content().path("spec").path("matchConstraints");
      JsonNode narrower = one.binding().path("spec").path("matchResources");
      if (type.isPresent()
          && matches(constraints, manifest, type.get(), true)
          && matches(narrower, manifest, type.get(), false)) {
        for (JsonNode parameters : parameters(one, manifest)) {
          run(one, manifest, type.get(), parameters, problems);
        }
      }
    }
    return problems;
  }

  private List<JsonNode> parameters(Bound one, Manifest manifest) {
    JsonNode kind = one.policy().content().path("spec").path("paramKind");
    if (!kind.isObject()) {
      return List.of(MissingNode.getInstance());
    }
    JsonNode reference = one.binding().path("spec").path("paramRef");
    String name = reference.path("name").asText();
    String namespace = reference.path("namespace").asText(manifest.id().namespace());
    List<JsonNode> found = new ArrayList<>();
    for (Manifest other : manifests) {
      boolean same =
          other.apiVersion().equals(kind.path("apiVersion").asText())
              && other.id().kind().equals(kind.path("kind").asText())
              && (other.id().namespace().isEmpty() || other.id().namespace().equals(namespace));
      boolean named =
          name.isEmpty()
              ? selects(reference.path("selector"), labels(other.content()))
              : other.id().name().equals(name);
      if (same && named) {
        found.add(other.content());
      }
    }
    return found;
  }

  private void run(
      Bound one,
      Manifest manifest,
      ResourceType type,
      JsonNode parameters,
      List<Problem> problems) {
    AdmissionEvaluation evaluation =
        one.compiled()
            .expressions()
            .over(
                new Input(
                    manifest.content(),
                    MissingNode.getInstance(),
                    request(manifest, type),
                    parameters,
                    namespace(manifest),
                    NOBODY));
    for (Expression condition : one.compiled().conditions()) {
      if (!evaluation.run(condition).isTrue()) {
        return;
      }
    }
    List<String> actions = new ArrayList<>();
    one.binding().path("spec").path("validationActions").forEach(a -> actions.add(a.asText()));
    if (!actions.contains("Deny") && !actions.contains("Warn")) {
      return;
    }
    for (Validation check : one.compiled().checks()) {
      AdmissionEvaluation.Result result = evaluation.run(check.expression());
      if (!result.isTrue()) {
        String message = check.written().path("message").asText();
        String said =
            result
                .error()
                .map(error -> "can't be evaluated: " + error)
                .orElse(
                    message.isEmpty()
                        ? "failed expression: " + check.expression().source()
                        : message);
        FieldPath path = FieldPath.ROOT;
        String rule = "policy/admission";
        String text =
            "ValidatingAdmissionPolicy `" + one.policy().id().name() + "`: " + said.strip();
        problems.add(
            actions.contains("Deny")
                ? Problem.error(rule, manifest.origin().locate(path), path, text, "")
                : Problem.warning(rule, manifest.origin().locate(path), path, text, ""));
      }
    }
  }

  private static ObjectNode request(Manifest manifest, ResourceType type) {
    GroupVersionKind gvk = manifest.type();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request
        .putObject("kind")
        .put("group", gvk.group())
        .put("version", gvk.version())
        .put("kind", gvk.kind());
    request
        .putObject("resource")
        .put("group", gvk.group())
        .put("version", gvk.version())
        .put("resource", type.plural());
    request.put("name", manifest.id().name()).put("namespace", manifest.id().namespace());
    request.put("operation", "CREATE").put("dryRun", true);
    request.putObject("userInfo").put("username", "");
    return request;
  }

  private JsonNode namespace(Manifest manifest) {
    return manifests.stream()
        .filter(one -> one.id().kind().equals("Namespace"))
        .filter(one -> one.id().name().equals(manifest.id().namespace()))
        .map(one -> (JsonNode) one.content())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private boolean matches(
      JsonNode constraints, Manifest manifest, ResourceType type, boolean needsRules) {
    if (!selects(constraints.path("objectSelector"), labels(manifest.content()))
        || !selects(constraints.path("namespaceSelector"), labels(namespace(manifest)))) {
      return false;
    }
    JsonNode rules = constraints.path("resourceRules");
    boolean named = rules.isEmpty() && !needsRules;
    for (JsonNode rule : rules) {
      named |= rule(rule, manifest, type);
    }
    for (JsonNode rule : constraints.path("excludeResourceRules")) {
      named &= !rule(rule, manifest, type);
    }
    return named;
  }

  private static boolean rule(JsonNode rule, Manifest manifest, ResourceType type) {
    String scope = rule.path("scope").asText("*");
    return holds(rule.path("apiGroups"), manifest.id().group())
        && holds(rule.path("apiVersions"), manifest.type().version())
        && holds(rule.path("operations"), "CREATE")
        && holds(rule.path("resources"), type.plural())
        && (rule.path("resourceNames").isEmpty()
            || holds(rule.path("resourceNames"), manifest.id().name()))
        && (scope.equals("*") || scope.equals("Namespaced") == type.namespaced());
  }

  private static boolean holds(JsonNode list, String value) {
    for (JsonNode one : list) {
      if (Set.of("*", "*/*", value).contains(one.asText())) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode labels(JsonNode object) {
    return object.path("metadata").path("labels");
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
      if (!labels.path(label.getKey()).equals(label.getValue())) {
        return false;
      }
    }
    for (JsonNode requirement : selector.path("matchExpressions")) {
      JsonNode value = labels.path(requirement.path("key").asText());
      boolean in = false;
      for (JsonNode one : requirement.path("values")) {
        in |= one.equals(value);
      }
      boolean met =
          switch (requirement.path("operator").asText()) {
            case "In" -> in;
            case "NotIn" -> !in;
            case "Exists" -> !value.isMissingNode();
            default -> value.isMissingNode();
          };
      if (!met) {
        return false;
      }
    }
    return true;
  }
}
