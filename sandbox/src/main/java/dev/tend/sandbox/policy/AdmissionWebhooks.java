package dev.tend.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.access.Authorizer;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Storage;
import dev.tend.schema.ResourceType;
import dev.tend.schema.cel.AdmissionEvaluation;
import dev.tend.schema.cel.AdmissionEvaluation.Result;
import dev.tend.schema.cel.AdmissionExpressions;
import dev.tend.schema.cel.AdmissionExpressions.Kind;
import dev.tend.schema.cel.AdmissionExpressions.Outcome;
import dev.tend.schema.cel.CelLanguage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose webhook can't be reached and mustn't be missed.
 *
 * <p>No container runs here, so a webhook that has ready pods behind it is taken to agree.
 */
public final class AdmissionWebhooks {
  private static final String GROUP = "admissionregistration.k8s.io";
  private static final GroupKind VALIDATING =
      new GroupKind(GROUP, "ValidatingWebhookConfiguration");
  private static final GroupKind MUTATING = new GroupKind(GROUP, "MutatingWebhookConfiguration");

  private final Storage storage;
  private final Matching matching;
  private final Inputs inputs;
  private final WebhookServices services;
  private final Supplier<CelLanguage> language;

  public AdmissionWebhooks(Storage storage, Authorizer authorizer, Supplier<CelLanguage> language) {
    this.storage = storage;
    this.matching = new Matching(storage);
    this.inputs = new Inputs(matching, authorizer);
    this.services = new WebhookServices(storage);
    this.language = language;
  }

  /**
   * Asks those that may change the object.
   *
   * @param live null on a create
   * @param object null on a delete
   * @param subresource or empty
   */
  public void mutate(
      ServedKind kind,
      @Nullable ObjectNode live,
      @Nullable ObjectNode object,
      String subresource,
      boolean dryRun,
      User user) {
    ask(MUTATING, kind, live, object, subresource, dryRun, user);
  }

  /** Asks those that may only refuse it. */
  public void validate(
      ServedKind kind,
      @Nullable ObjectNode live,
      @Nullable ObjectNode object,
      String subresource,
      boolean dryRun,
      User user) {
    ask(VALIDATING, kind, live, object, subresource, dryRun, user);
  }

  private void ask(
      GroupKind type,
      ServedKind kind,
      @Nullable ObjectNode live,
      @Nullable ObjectNode object,
      String subresource,
      boolean dryRun,
      User user) {
    List<ObjectNode> configurations = storage.list(type, "").objects();
    if (configurations.isEmpty() || Review.isExempt(kind)) {
      return;
    }
    Review review = Review.of(kind, live, object, subresource, dryRun, user);
    for (ObjectNode configuration : configurations) {
      for (JsonNode webhook : configuration.path("webhooks")) {
        ask(review, webhook);
      }
    }
  }

  private void ask(Review review, JsonNode webhook) {
    Optional<ResourceType> version = matching.match(review, webhook, "rules");
    if (version.isEmpty() || !webhook.path("failurePolicy").asText().equals("Fail")) {
      return;
    }
    String name = webhook.path("name").asText();
    if (webhook.path("matchConditions").isEmpty()
        || conditions(review, version.get(), webhook, name)) {
      services
          .obstacle(webhook)
          .ifPresent(
              why -> {
                throw internal(
                    "failed calling webhook \"%s\": failed to call webhook: %s"
                        .formatted(name, why));
              });
    }
  }

  /** Whether the webhook wants to be asked. */
  private boolean conditions(Review review, ResourceType type, JsonNode webhook, String name) {
    AdmissionExpressions expressions = new AdmissionExpressions(language.get(), false, true);
    AdmissionEvaluation evaluation =
        expressions.over(inputs.of(review, type, MissingNode.getInstance()));
    Optional<String> failure = Optional.empty();
    for (JsonNode condition : webhook.path("matchConditions")) {
      String source = condition.path("expression").asText().strip();
      if (expressions.compile(source, Kind.BOOL) instanceof Outcome.Ready(var expression)) {
        Result result = evaluation.run(expression);
        if (result.error().isPresent()) {
          failure =
              failure.or(
                  () ->
                      Optional.of(
                          "expression '%s' resulted in error: %s"
                              .formatted(source, result.error().orElse(""))));
        } else if (!result.isTrue()) {
          return false;
        }
      }
    }
    failure.ifPresent(
        why -> {
          throw internal(
              "failed evaluating match conditions for webhook \"%s\": %s".formatted(name, why));
        });
    return true;
  }

  private static ApiFailure internal(String why) {
    return new ApiFailure(
        500,
        "InternalError",
        "Internal error occurred: " + why,
        Optional.of(
            new ApiFailure.Details("", "", "", List.of(new ApiFailure.Cause("", why, "")), 0)));
  }
}
