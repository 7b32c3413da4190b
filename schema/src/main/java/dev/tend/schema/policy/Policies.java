package dev.tend.schema.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.Problem.Severity;
import dev.tend.schema.cel.AdmissionEvaluation;
import dev.tend.schema.cel.AdmissionExpressions;
import dev.tend.schema.cel.AdmissionExpressions.Expression;
import dev.tend.schema.cel.AdmissionExpressions.Input;
import dev.tend.schema.cel.AdmissionExpressions.Outcome;
import dev.tend.schema.cel.Authorizer;
import dev.tend.schema.cel.CelLanguage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds manifests against policies. */
public final class Policies {
  /** On an object: rules whose findings are accepted there, separated by commas. */
  public static final String ACCEPT = "tend.dev/accept";

  private static final Authorizer NOBODY =
      question -> new Authorizer.Answer(false, "nobody asks a server here");

  private final PolicySettings settings;
  private final List<PolicyRule> rules = new ArrayList<>();
  private final Map<PolicySettings.Custom, Expression> custom = new LinkedHashMap<>();
  private final Optional<AdmissionExpressions> expressions;

  /**
   * @throws KnownFailure for an expression that doesn't compile
   */
  public Policies(PolicySettings settings) {
    this.settings = settings;
    if (settings.sets().contains("baseline") || settings.sets().contains("restricted")) {
      rules.addAll(PodSecurity.BASELINE);
    }
    if (settings.sets().contains("restricted")) {
      rules.addAll(PodSecurity.RESTRICTED);
    }
    if (settings.sets().contains("best-practice")) {
      rules.addAll(BestPractice.RULES);
    }
    this.expressions =
        settings.custom().isEmpty()
            ? Optional.empty()
            : Optional.of(new AdmissionExpressions(CelLanguage.lazily().get(), false, false));
    expressions.ifPresent(known -> settings.custom().forEach(rule -> compile(known, rule)));
  }

  private void compile(AdmissionExpressions known, PolicySettings.Custom rule) {
    switch (known.compile(rule.expression(), AdmissionExpressions.Kind.BOOL)) {
      case Outcome.Ready(Expression expression) -> custom.put(rule, expression);
      case Outcome.Refused(String why) ->
          throw new KnownFailure("the rule " + rule.id() + " doesn't compile: " + why, "");
    }
  }

  /** What the policies say of a manifest, but for what is accepted. */
  public List<Problem> check(Manifest manifest) {
    List<Problem> problems = new ArrayList<>();
    Subject subject = Subject.of(manifest);
    for (PolicyRule rule : rules) {
      Optional<Severity> severity =
          settings.severities().getOrDefault(rule.id(), Optional.of(rule.severity()));
      severity.ifPresent(
          known ->
              rule.check()
                  .of(
                      subject,
                      (path, message, hint) ->
                          problems.add(problem(known, rule.id(), manifest, path, message, hint))));
    }
    custom.forEach((rule, expression) -> custom(rule, expression, manifest, problems));
    problems.removeIf(problem -> isExcepted(problem, manifest));
    return accepted(problems, manifest);
  }

  private boolean isExcepted(Problem problem, Manifest manifest) {
    return settings.exceptions().stream().anyMatch(one -> one.covers(problem, manifest));
  }

  /** Without what the object's annotation accepts: policies, and warnings of any rule. */
  public static List<Problem> accepted(List<Problem> problems, Manifest manifest) {
    String said = manifest.content().path("metadata").path("annotations").path(ACCEPT).asText("");
    if (said.isEmpty()) {
      return problems;
    }
    List<String> patterns = List.of(said.strip().split("[,\\s]+"));
    return problems.stream()
        .filter(
            problem ->
                problem.isError() && !problem.rule().startsWith("policy/")
                    || patterns.stream()
                        .noneMatch(glob -> PolicySettings.matches(glob, problem.rule())))
        .toList();
  }

  private void custom(
      PolicySettings.Custom rule,
      Expression expression,
      Manifest manifest,
      List<Problem> problems) {
    if (!rule.kinds().isEmpty() && !rule.kinds().contains(manifest.id().kind())) {
      return;
    }
    String id = rule.id().contains("/") ? rule.id() : "policy/" + rule.id();
    Optional<Severity> severity =
        settings.severities().getOrDefault(id, Optional.of(rule.severity()));
    if (severity.isEmpty()) {
      return;
    }
    JsonNode none = MissingNode.getInstance();
    AdmissionEvaluation.Result result =
        expressions
            .orElseThrow()
            .over(
                new Input(
                    manifest.content(),
                    none,
                    JsonNodeFactory.instance.objectNode(),
                    none,
                    none,
                    NOBODY))
            .run(expression);
    FieldPath path = FieldPath.ROOT;
    for (String step : rule.path().split("\\.")) {
      path = step.isEmpty() ? path : path.key(step);
    }
    if (result.error().isPresent()) {
      problems.add(
          problem(
              severity.get(),
              id,
              manifest,
              path,
              rule.message(),
              "The rule can't tell: " + result.error().get()));
    } else if (!result.isTrue()) {
      problems.add(problem(severity.get(), id, manifest, path, rule.message(), rule.hint()));
    }
  }

  private static Problem problem(
      Severity severity,
      String rule,
      Manifest manifest,
      FieldPath path,
      String message,
      String hint) {
    return new Problem(severity, rule, manifest.origin().locate(path), path, message, hint);
  }
}
