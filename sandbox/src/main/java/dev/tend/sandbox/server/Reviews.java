package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.access.AccountTokens;
import dev.tend.sandbox.access.Action;
import dev.tend.sandbox.access.Authentication;
import dev.tend.sandbox.access.Authorizer;
import dev.tend.sandbox.access.Rule;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Questions about who one is and what one may do. */
final class Reviews {
  private final Authorizer authorizer;
  private final Authentication authentication;
  private final Clock clock;

  Reviews(Authorizer authorizer, Authentication authentication, Clock clock) {
    this.authorizer = authorizer;
    this.authentication = authentication;
    this.clock = clock;
  }

  static boolean answers(String kind) {
    return switch (kind) {
      case "SelfSubjectAccessReview",
          "SelfSubjectRulesReview",
          "SelfSubjectReview",
          "SubjectAccessReview",
          "LocalSubjectAccessReview",
          "TokenReview" ->
          true;
      default -> false;
    };
  }

  Response review(Request request, Target target) {
    ObjectNode review = Bodies.decode(request, target);
    JsonNode spec = review.path("spec");
    User asking = request.caller().user();
    String kind = target.type().gvk().kind();
    ObjectNode status = review.putObject("status");
    switch (kind) {
      case "SelfSubjectReview" -> describe(asking, status.putObject("userInfo"));
      case "SelfSubjectRulesReview" -> {
        rules(asking, spec, status);
        review.putObject("spec");
      }
      case "TokenReview" -> token(spec, status);
      case "SelfSubjectAccessReview" -> decide(asking, review, status);
      default -> {
        if (kind.equals("LocalSubjectAccessReview")) {
          checkNamespace(spec, target);
        }
        decide(subject(spec), review, status);
      }
    }
    ObjectNode metadata = review.withObject("/metadata");
    if (kind.equals("SelfSubjectReview")) {
      metadata.put("creationTimestamp", Meta.time(clock.instant()));
    }
    return Response.json(201, review);
  }

  private static void describe(User user, ObjectNode info) {
    info.put("username", user.name());
    if (!user.uid().isEmpty()) {
      info.put("uid", user.uid());
    }
    add(info, "groups", user.groups());
    for (Map.Entry<String, List<String>> entry : user.extra().entrySet()) {
      add(info.withObject("/extra"), entry.getKey(), entry.getValue());
    }
  }

  private static void add(ObjectNode node, String field, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode list = node.putArray(field);
      values.forEach(list::add);
    }
  }

  private void token(JsonNode spec, ObjectNode status) {
    if (spec.path("token").asText("").isEmpty()) {
      throw Failures.badRequest("token is required for TokenReview in authentication");
    }
    List<String> audiences = texts(spec.path("audiences"));
    Optional<User> user =
        authentication.user(
            spec.path("token").asText(),
            audiences.isEmpty() ? List.of(AccountTokens.ISSUER) : audiences);
    if (user.isPresent()) {
      status.put("authenticated", true);
      describe(user.get(), status.putObject("user"));
      add(status, "audiences", audiences.isEmpty() ? List.of(AccountTokens.ISSUER) : audiences);
    } else {
      status.putObject("user");
      status.put("error", "invalid bearer token");
    }
  }

  private void decide(User user, ObjectNode review, ObjectNode status) {
    JsonNode spec = review.path("spec");
    JsonNode resource = spec.path("resourceAttributes");
    JsonNode path = spec.path("nonResourceAttributes");
    List<Cause> causes = new ArrayList<>();
    if (resource.isObject() && path.isObject()) {
      causes.add(
          cause(
              "spec.nonResourceAttributes",
              "{\"Path\":\"%s\",\"Verb\":\"%s\"}"
                  .formatted(path.path("path").asText(""), path.path("verb").asText("")),
              "cannot be specified in combination with resourceAttributes"));
    } else if (!resource.isObject() && !path.isObject()) {
      causes.add(
          cause(
              "spec.resourceAttributes",
              "null",
              "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
    }
    nameless(review, causes);
    if (!causes.isEmpty()) {
      throw invalid(causes);
    }
    Action action =
        path.isObject()
            ? Action.onPath(path.path("verb").asText(""), path.path("path").asText("/"))
            : new Action(
                resource.path("verb").asText(""),
                resource.path("group").asText(""),
                resource.path("resource").asText(""),
                resource.path("subresource").asText(""),
                resource.path("namespace").asText(""),
                resource.path("name").asText(""),
                "");
    Authorizer.Decision decision = authorizer.decide(user, action);
    status.put("allowed", decision.allowed());
    if (!decision.reason().isEmpty()) {
      status.put("reason", decision.reason());
    }
  }

  private static User subject(JsonNode spec) {
    TreeMap<String, List<String>> extra = new TreeMap<>();
    spec.path("extra").properties().forEach(e -> extra.put(e.getKey(), texts(e.getValue())));
    User user =
        new User(
            spec.path("user").asText(""),
            spec.path("uid").asText(""),
            texts(spec.path("groups")),
            extra);
    if (user.name().isEmpty() && user.groups().isEmpty()) {
      throw invalid("spec.user", "\"\"", "at least one of user or group must be specified");
    }
    return user;
  }

  private static void checkNamespace(JsonNode spec, Target target) {
    String named = spec.path("resourceAttributes").path("namespace").asText("");
    if (!named.equals(target.namespace())) {
      throw invalid(
          "spec.resourceAttributes.namespace",
          "\"" + named + "\"",
          "must match metadata.namespace");
    }
  }

  private void rules(User user, JsonNode spec, ObjectNode status) {
    String namespace = spec.path("namespace").asText("");
    if (namespace.isEmpty()) {
      throw Failures.badRequest("no namespace on request");
    }
    ArrayNode resources = status.putArray("resourceRules");
    ArrayNode paths = status.putArray("nonResourceRules");
    status.put("incomplete", false);
    for (Rule rule : authorizer.rules(user, namespace)) {
      if (!rule.resources().isEmpty()) {
        ObjectNode node = resources.addObject();
        add(node, "verbs", rule.verbs());
        add(node, "apiGroups", rule.groups());
        add(node, "resources", rule.resources());
        add(node, "resourceNames", rule.names());
      }
      if (!rule.paths().isEmpty()) {
        ObjectNode node = paths.addObject();
        add(node, "verbs", rule.verbs());
        add(node, "nonResourceURLs", rule.paths());
      }
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** Reviews aren't kept, so they can't have a name. */
  private static void nameless(ObjectNode review, List<Cause> causes) {
    ObjectNode metadata = review.withObject("/metadata").deepCopy();
    metadata.remove("managedFields");
    boolean local = review.path("kind").asText().equals("LocalSubjectAccessReview");
    if (local) {
      metadata.remove("namespace");
    }
    if (!metadata.isEmpty()) {
      causes.add(cause("metadata", metadata.toString(), "must be empty"));
    }
  }

  private static ApiFailure invalid(String field, String value, String why) {
    return invalid(List.of(cause(field, value, why)));
  }

  private static Cause cause(String field, String value, String why) {
    return new Cause("FieldValueInvalid", "Invalid value: %s: %s".formatted(value, why), field);
  }

  /** These have a group and no kind, for the server. */
  private static ApiFailure invalid(List<Cause> causes) {
    return Failures.invalid(new GroupVersionKind("authorization.k8s.io", "v1", ""), "", causes);
  }
}
