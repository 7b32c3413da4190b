package dev.tend.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.tend.schema.cel.Authorizer.Question;
import java.util.List;
import java.util.function.UnaryOperator;

/** Questions to the authorizer, put together step by step. */
final class AuthorizerLibrary {
  private static final Question NOTHING = new Question("", "", "", "", "", "", "", "");

  private AuthorizerLibrary() {}

  /** The authorizer, or a check that is being put together. */
  record Check(Authorizer authorizer, Question question) {
    Check with(UnaryOperator<Question> change) {
      return new Check(authorizer, change.apply(question));
    }

    Authorizer.Answer ask(String verb) {
      Question q = question;
      return authorizer.answer(
          new Question(
              q.user(),
              verb,
              q.path(),
              q.group(),
              q.resource(),
              q.subresource(),
              q.namespace(),
              q.name()));
    }
  }

  /** What the variable {@code authorizer} holds. */
  static Check variable(Authorizer authorizer) {
    return new Check(authorizer, NOTHING);
  }

  static List<Function> functions() {
    CelType authorizer = Opaque.AUTHORIZER;
    CelType path = Opaque.PATH_CHECK;
    CelType group = Opaque.GROUP_CHECK;
    CelType resource = Opaque.RESOURCE_CHECK;
    CelType decision = Opaque.DECISION;
    return List.of(
        step(
            "path",
            "authorizer_path",
            authorizer,
            path,
            (q, text) -> new Question(q.user(), "", text, "", "", "", "", "")),
        step(
            "group",
            "authorizer_group",
            authorizer,
            group,
            (q, text) -> new Question(q.user(), "", "", text, "", "", "", "")),
        Function.member(
            "serviceAccount",
            "authorizer_serviceaccount",
            authorizer,
            List.of(authorizer, STRING, STRING),
            a ->
                ((Check) a[0])
                    .with(
                        q ->
                            new Question(
                                "system:serviceaccount:" + a[1] + ":" + a[2],
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                ""))),
        step(
            "resource",
            "groupcheck_resource",
            group,
            resource,
            (q, text) -> new Question(q.user(), "", "", q.group(), text, "", "", "")),
        step(
            "subresource",
            "resourcecheck_subresource",
            resource,
            resource,
            (q, text) ->
                new Question(
                    q.user(), "", "", q.group(), q.resource(), text, q.namespace(), q.name())),
        step(
            "namespace",
            "resourcecheck_namespace",
            resource,
            resource,
            (q, text) ->
                new Question(
                    q.user(), "", "", q.group(), q.resource(), q.subresource(), text, q.name())),
        step(
            "name",
            "resourcecheck_name",
            resource,
            resource,
            (q, text) ->
                new Question(
                    q.user(),
                    "",
                    "",
                    q.group(),
                    q.resource(),
                    q.subresource(),
                    q.namespace(),
                    text)),
        step("fieldSelector", "authorizer_fieldselector", resource, resource, (q, text) -> q),
        step("labelSelector", "authorizer_labelselector", resource, resource, (q, text) -> q),
        Function.member(
            "check",
            "pathcheck_check",
            decision,
            List.of(path, STRING),
            a -> ((Check) a[0]).ask((String) a[1])),
        Function.member(
            "check",
            "resourcecheck_check",
            decision,
            List.of(resource, STRING),
            a -> ((Check) a[0]).ask((String) a[1])),
        Function.member("errored", "decision_errored", BOOL, List.of(decision), a -> false),
        Function.member("error", "decision_error", STRING, List.of(decision), a -> ""),
        Function.member(
            "allowed",
            "decision_allowed",
            BOOL,
            List.of(decision),
            a -> ((Authorizer.Answer) a[0]).allowed()),
        Function.member(
            "reason",
            "decision_reason",
            STRING,
            List.of(decision),
            a -> ((Authorizer.Answer) a[0]).reason()));
  }

  private interface Step {
    Question with(Question question, String text);
  }

  private static Function step(String name, String id, CelType from, CelType to, Step step) {
    return Function.member(
        name,
        id,
        to,
        List.of(from, STRING),
        a -> ((Check) a[0]).with(question -> step.with(question, (String) a[1])));
  }
}
