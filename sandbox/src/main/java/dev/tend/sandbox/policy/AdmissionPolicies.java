package dev.tend.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.access.Authorizer;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.policy.CompiledPolicy.Objection;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import dev.tend.schema.ResourceType;
import dev.tend.schema.cel.CelLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the policies that are bound whether a request may be. */
public final class AdmissionPolicies {
  private static final String GROUP = "admissionregistration.k8s.io";
  private static final String RULES = "resourceRules";
  private static final GroupKind POLICY = new GroupKind(GROUP, "ValidatingAdmissionPolicy");
  private static final GroupKind BINDING = new GroupKind(GROUP, "ValidatingAdmissionPolicyBinding");

  private final Storage storage;
  private final Matching matching;
  private final Inputs inputs;
  private final Supplier<CelLanguage> language;
  private final Map<String, CompiledPolicy> compiled = new ConcurrentHashMap<>();

  public AdmissionPolicies(Storage storage, Authorizer authorizer, Supplier<CelLanguage> language) {
    this.storage = storage;
    this.matching = new Matching(storage);
    this.inputs = new Inputs(matching, authorizer);
    this.language = language;
  }

  /**
   * Refuses what a policy denies, and warns of what it would.
   *
   * @param live null on a create
   * @param object null on a delete
   * @param subresource or empty
   */
  public void check(
      ServedKind kind,
      @Nullable ObjectNode live,
      @Nullable ObjectNode object,
      String subresource,
      boolean dryRun,
      Caller caller) {
    List<ObjectNode> policies = storage.list(POLICY, "").objects();
    if (policies.isEmpty() || Review.isExempt(kind)) {
      return;
    }
    Review review = Review.of(kind, live, object, subresource, dryRun, caller.user());
    for (ObjectNode policy : policies) {
      for (ObjectNode binding : storage.list(BINDING, "").objects()) {
        if (binding.path("spec").path("policyName").asText().equals(Meta.name(policy))) {
          bound(review, policy, binding, caller);
        }
      }
    }
  }

  private void bound(Review review, ObjectNode policy, ObjectNode binding, Caller caller) {
    Optional<ResourceType> type =
        matching.match(review, policy.path("spec").path("matchConstraints"), RULES);
    JsonNode narrower = binding.path("spec").path("matchResources");
    if (type.isEmpty()
        || narrower.isObject() && matching.match(review, narrower, RULES).isEmpty()) {
      return;
    }
    for (Objection objection : objections(review, type.get(), policy, binding)) {
      for (JsonNode action : binding.path("spec").path("validationActions")) {
        String bound = "'%s' with binding '%s'".formatted(Meta.name(policy), Meta.name(binding));
        switch (action.asText()) {
          case "Deny" -> throw denied(review, bound, objection);
          case "Warn" ->
              caller.warn(
                  "Validation failed for ValidatingAdmissionPolicy %s: %s"
                      .formatted(bound, objection.message()));
          default -> {} // Nobody reads the audit log of a sandbox.
        }
      }
    }
  }

  private static ApiFailure denied(Review review, String bound, Objection objection) {
    String message =
        "ValidatingAdmissionPolicy %s denied request: %s".formatted(bound, objection.message());
    int code =
        switch (objection.reason()) {
          case "Forbidden" -> 403;
          case "RequestEntityTooLarge" -> 413;
          default -> 422;
        };
    String resource = review.kind().resource();
    return Failures.of(
        code,
        objection.reason(),
        "%s \"%s\" is forbidden: %s".formatted(resource, review.name(), message),
        resource,
        review.name(),
        List.of(new ApiFailure.Cause("", message, "")));
  }

  private List<Objection> objections(
      Review review, ResourceType type, ObjectNode policy, ObjectNode binding) {
    CompiledPolicy rules = compiled(policy);
    List<JsonNode> parameters = new ArrayList<>();
    JsonNode reference = binding.path("spec").path("paramRef");
    if (policy.path("spec").path("paramKind").isObject() && reference.isObject()) {
      parameters.addAll(parameters(review, policy.path("spec").path("paramKind"), reference));
      if (parameters.isEmpty()) {
        boolean allow = reference.path("parameterNotFoundAction").asText().equals("Allow");
        return allow || !rules.failsClosed()
            ? List.of()
            : List.of(
                new Objection(
                    "failed to configure binding: no params found for policy binding with `Deny`"
                        + " parameterNotFoundAction",
                    "Invalid"));
      }
    } else {
      parameters.add(MissingNode.getInstance());
    }
    List<Objection> all = new ArrayList<>();
    for (JsonNode one : parameters) {
      all.addAll(rules.objections(inputs.of(review, type, one)));
    }
    return all;
  }

  private CompiledPolicy compiled(ObjectNode policy) {
    CompiledPolicy known = compiled.get(Meta.name(policy));
    if (known == null || known.policy() != policy) {
      known = new CompiledPolicy(policy, language.get());
      compiled.put(Meta.name(policy), known);
    }
    return known;
  }

  /** The objects that hold a binding's parameters, by name. */
  private List<ObjectNode> parameters(Review review, JsonNode kind, JsonNode reference) {
    String apiVersion = kind.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    GroupKind type = new GroupKind(group, kind.path("kind").asText());
    String namespace = reference.path("namespace").asText(review.namespace());
    String name = reference.path("name").asText();
    if (!name.isEmpty()) {
      return storage
          .get(new ResourceId(type.group(), type.kind(), namespace, name))
          .or(() -> storage.get(new ResourceId(type.group(), type.kind(), "", name)))
          .map(List::of)
          .orElse(List.of());
    }
    return storage.list(type, namespace).objects().stream()
        .filter(
            object ->
                Selector.matches(
                    reference.path("selector"), object.path("metadata").path("labels")))
        .toList();
  }
}
