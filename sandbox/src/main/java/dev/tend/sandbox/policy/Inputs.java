package dev.tend.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.sandbox.access.Action;
import dev.tend.sandbox.access.Authorizer;
import dev.tend.sandbox.caller.User;
import dev.tend.schema.ResourceType;
import dev.tend.schema.cel.AdmissionExpressions.Input;
import dev.tend.schema.cel.Authorizer.Answer;
import dev.tend.schema.cel.Authorizer.Question;

/** Makes what expressions are run over. */
final class Inputs {
  private final Matching matching;
  private final Authorizer authorizer;

  Inputs(Matching matching, Authorizer authorizer) {
    this.matching = matching;
    this.authorizer = authorizer;
  }

  /**
   * The request as expressions see it.
   *
   * @param type the version at which they do
   * @param parameters missing where there are none
   */
  Input of(Review review, ResourceType type, JsonNode parameters) {
    return new Input(
        review.at(review.object(), type),
        review.at(review.live(), type),
        review.request(type),
        parameters,
        matching
            .namespaceOf(review)
            .<JsonNode>map(found -> found)
            .orElse(MissingNode.getInstance()),
        question -> answer(review.user(), question));
  }

  private Answer answer(User sender, Question question) {
    User user = sender;
    if (!question.user().isEmpty()) {
      String[] parts = question.user().split(":", 4);
      user = User.of(question.user(), User.accountGroups(parts[2]));
    }
    Action action =
        new Action(
            question.verb(),
            question.group(),
            question.resource(),
            question.subresource(),
            question.namespace(),
            question.name(),
            question.path());
    Authorizer.Decision decision = authorizer.decide(user, action);
    return new Answer(decision.allowed(), decision.reason());
  }
}
