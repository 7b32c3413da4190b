package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.selectors.LabelSelector;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Deployments, replica sets, stateful sets, daemon sets, jobs and cron jobs. */
final class WorkloadRules {
  private static final Pattern PERCENT = Pattern.compile("[0-9]+%");

  private static final List<String> STATEFUL_MUTABLE =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private WorkloadRules() {}

  static void deployment(@Nullable ObjectNode live, ObjectNode deployment, Violations violations) {
    JsonNode spec = deployment.path("spec");
    running(live, deployment, violations);
    immutable(live, deployment, "selector", violations);
    JsonNode strategy = spec.path("strategy");
    JsonNode rolling = strategy.path("rollingUpdate");
    if (strategy.path("type").asText().equals("Recreate") && rolling.isObject()) {
      violations.forbidden(
          "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
    } else if (rolling.isObject()) {
      String path = "spec.strategy.rollingUpdate.";
      countOrPercent(path + "maxUnavailable", rolling.path("maxUnavailable"), violations);
      countOrPercent(path + "maxSurge", rolling.path("maxSurge"), violations);
      if (isZero(rolling.path("maxUnavailable")) && isZero(rolling.path("maxSurge"))) {
        violations.invalid(
            path + "maxUnavailable",
            rolling.path("maxUnavailable"),
            "may not be 0 when `maxSurge` is 0");
      }
    }
    notNegative(spec, "minReadySeconds", violations);
    notNegative(spec, "revisionHistoryLimit", violations);
    JsonNode deadline = spec.path("progressDeadlineSeconds");
    if (deadline.isInt() && deadline.asInt() <= spec.path("minReadySeconds").asInt()) {
      violations.invalid(
          "spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
    }
  }

  static void replicaSet(@Nullable ObjectNode live, ObjectNode set, Violations violations) {
    running(live, set, violations);
    immutable(live, set, "selector", violations);
  }

  static void daemonSet(@Nullable ObjectNode live, ObjectNode set, Violations violations) {
    running(live, set, violations);
    immutable(live, set, "selector", violations);
    JsonNode rolling = set.path("spec").path("updateStrategy").path("rollingUpdate");
    if (rolling.isObject()
        && isZero(rolling.path("maxUnavailable"))
        && isZero(rolling.path("maxSurge"))) {
      violations.required(
          "spec.updateStrategy.rollingUpdate.maxUnavailable", "cannot be 0 when maxSurge is 0");
    }
  }

  static void statefulSet(@Nullable ObjectNode live, ObjectNode set, Violations violations) {
    running(live, set, violations);
    if (live != null
        && !without(live.path("spec"), STATEFUL_MUTABLE)
            .equals(without(set.path("spec"), STATEFUL_MUTABLE))) {
      violations.forbidden(
          "spec",
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
              + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'"
              + " and 'minReadySeconds' are forbidden");
    }
  }

  /** What all that keep pods running have in common. */
  private static void running(@Nullable ObjectNode live, ObjectNode object, Violations violations) {
    JsonNode spec = object.path("spec");
    notNegative(spec, "replicas", violations);
    JsonNode selector = spec.path("selector");
    JsonNode template = spec.path("template");
    if (selector.isObject()) {
      LabelSelector matcher = LabelSelector.from(selector);
      if (matcher.requirements().isEmpty()) {
        violations.invalid(
            "spec.selector",
            selector,
            "empty selector is invalid for "
                + object.path("kind").asText().toLowerCase(Locale.ROOT));
      } else if (template.isObject()
          && !matcher.matches(template.path("metadata").path("labels"))) {
        violations.invalid(
            "spec.template.metadata.labels",
            template.path("metadata").path("labels"),
            "`selector` does not match template `labels`");
      }
    }
    boolean templateChanged = live == null || !live.path("spec").path("template").equals(template);
    if (template.isObject() && templateChanged) {
      // A server leaves a StatefulSet's pods to be checked when they are made: its claim templates
      // add volumes that the template doesn't have.
      if (!object.path("kind").asText().equals("StatefulSet")) {
        PodRules.template("spec.template", template, violations);
      }
      restartPolicy(template, "spec.template.spec.restartPolicy", Set.of("Always"), violations);
    }
  }

  static void job(@Nullable ObjectNode live, ObjectNode job, Violations violations) {
    JsonNode spec = job.path("spec");
    for (String field :
        List.of(
            "parallelism",
            "completions",
            "backoffLimit",
            "activeDeadlineSeconds",
            "ttlSecondsAfterFinished")) {
      notNegative(spec, field, violations);
    }
    if (live == null) {
      jobSpec("spec", spec, violations);
      return;
    }
    boolean suspended = live.path("spec").path("suspend").asBoolean();
    if (!suspended) {
      immutable(live, job, "template", violations);
    }
    immutable(live, job, "selector", violations);
    immutable(live, job, "completionMode", violations);
    if (!spec.path("completionMode").asText().equals("Indexed")) {
      immutable(live, job, "completions", violations);
    }
  }

  static void cronJob(@Nullable ObjectNode live, ObjectNode cronJob, Violations violations) {
    JsonNode spec = cronJob.path("spec");
    JsonNode schedule = spec.path("schedule");
    if (schedule.isTextual() && schedule.asText().isEmpty()) {
      violations.required("spec.schedule");
    } else if (schedule.isTextual()) {
      Schedules.problem(schedule.asText())
          .ifPresent(why -> violations.invalid("spec.schedule", schedule, why));
    }
    notNegative(spec, "startingDeadlineSeconds", violations);
    boolean changed =
        live == null || !live.path("spec").path("jobTemplate").equals(spec.path("jobTemplate"));
    if (changed) {
      jobSpec("spec.jobTemplate.spec", spec.path("jobTemplate").path("spec"), violations);
    }
  }

  private static void jobSpec(String path, JsonNode spec, Violations violations) {
    JsonNode template = spec.path("template");
    if (!template.isObject()) {
      return;
    }
    PodRules.template(path + ".template", template, violations);
    String field = path + ".template.spec.restartPolicy";
    JsonNode policy = template.path("spec").path("restartPolicy");
    if (policy.asText().equals("Always")) {
      // Where nobody said anything the default is refused in other words than a value would be.
      violations.unsupported(field, policy, Set.of("OnFailure", "Never"));
    }
  }

  private static void restartPolicy(
      JsonNode template, String field, Set<String> allowed, Violations violations) {
    JsonNode policy = template.path("spec").path("restartPolicy");
    if (policy.isTextual() && !allowed.contains(policy.asText())) {
      violations.unsupported(field, policy, allowed);
    }
  }

  static void immutable(
      @Nullable ObjectNode live, ObjectNode object, String field, Violations violations) {
    JsonNode wanted = object.path("spec").path(field);
    if (live != null && !live.path("spec").path(field).equals(wanted)) {
      violations.invalid("spec." + field, wanted, "field is immutable");
    }
  }

  static void notNegative(JsonNode spec, String field, Violations violations) {
    JsonNode value = spec.path(field);
    if (value.isNumber() && value.asLong() < 0) {
      violations.invalid("spec." + field, value, "must be greater than or equal to 0");
    }
  }

  static void countOrPercent(String field, JsonNode value, Violations violations) {
    if (value.isTextual() && !PERCENT.matcher(value.asText()).matches()) {
      violations.invalid(
          field,
          value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%', "
              + " or '93%', regex used for validation is '[0-9]+%')");
    } else if (value.isNumber() && value.asInt() < 0) {
      violations.invalid(field, value, "must be greater than or equal to 0");
    }
  }

  private static boolean isZero(JsonNode value) {
    return value.asText().equals("0") || value.asText().equals("0%");
  }

  private static JsonNode without(JsonNode spec, List<String> fields) {
    return spec.deepCopy() instanceof ObjectNode copy ? copy.remove(fields) : spec;
  }
}
