package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.NOT_NEGATIVE;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Jobs, and the templates of them. */
final class JobRules {
  private static final int MOST_PARALLEL = 100_000;
  private static final int LONGEST_MANAGER = 63;
  private static final List<String> REPLACEMENTS = List.of("Failed", "TerminatingOrFailed");

  private JobRules() {}

  static boolean isIndexed(Field spec) {
    return spec.at("completionMode").is("Indexed");
  }

  private static final Rule MANAGER =
      (manager, faults) -> {
        Paths.DOMAIN_PREFIXED.check(manager, faults);
        if (manager.text().length() > LONGEST_MANAGER) {
          faults.tooLong(manager, LONGEST_MANAGER);
        }
      };

  private static final Rule MODE =
      (spec, faults) -> {
        Field mode = spec.at("completionMode");
        if (mode.isSet()) {
          Checks.oneOf("NonIndexed", "Indexed").check(mode, faults);
        }
        if (isIndexed(spec)) {
          indexed(spec, faults);
        }
        if (!mode.isSet() || mode.is("NonIndexed")) {
          for (String name : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
            if (spec.has(name)) {
              faults.invalid(spec.at(name), "requires indexed completion mode");
            }
          }
        }
      };

  private static void indexed(Field spec, Faults faults) {
    Field completions = spec.at("completions");
    Field parallelism = spec.at("parallelism");
    Field failed = spec.at("maxFailedIndexes");
    if (!completions.isSet()) {
      faults.required(completions, "when completion mode is Indexed");
    }
    if (parallelism.number() > MOST_PARALLEL) {
      faults.invalid(
          parallelism,
          "must be less than or equal to %d when completion mode is Indexed"
              .formatted(MOST_PARALLEL));
    }
    if (completions.isSet() && failed.number() > completions.number()) {
      faults.invalid(failed, "must be less than or equal to completions");
    }
    if (failed.number() > MOST_PARALLEL) {
      faults.invalid(failed, "must be less than or equal to %d".formatted(MOST_PARALLEL));
    }
  }

  private static final Rule RESTARTS =
      (spec, faults) -> {
        Field policy = spec.at("template", "spec", "restartPolicy");
        if (policy.isEmpty() || policy.is("Always")) {
          faults.required(policy, "valid values: \"OnFailure\", \"Never\"");
        } else if (!policy.is("OnFailure") && !policy.is("Never")) {
          faults.unsupported(policy, List.of("OnFailure", "Never"));
        } else if (spec.has("podFailurePolicy") && !policy.is("Never")) {
          faults.invalid(policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
      };

  private static final Rule REPLACEMENT =
      (policy, faults) -> {
        if (policy.parent().has("podFailurePolicy")) {
          Checks.oneOf("Failed").check(policy, faults);
        } else if (!REPLACEMENTS.contains(policy.text())) {
          faults.unsupported(policy, REPLACEMENTS);
        }
      };

  /** {@code spec} of a job or of a job's template. */
  private static final Rule COMMON =
      all(
          given("parallelism", NOT_NEGATIVE),
          given("completions", NOT_NEGATIVE),
          given("activeDeadlineSeconds", NOT_NEGATIVE),
          given("backoffLimit", NOT_NEGATIVE),
          given("ttlSecondsAfterFinished", NOT_NEGATIVE),
          given("backoffLimitPerIndex", NOT_NEGATIVE),
          given(
              "maxFailedIndexes",
              NOT_NEGATIVE,
              (failed, faults) -> {
                if (!failed.parent().has("backoffLimitPerIndex")) {
                  faults.required(
                      failed.parent().at("backoffLimitPerIndex"),
                      "when maxFailedIndexes is specified");
                }
              }),
          given("managedBy", MANAGER),
          MODE,
          given("podFailurePolicy", JobPolicyRules.FAILURE),
          given("successPolicy", JobPolicyRules.SUCCESS),
          given("podReplacementPolicy", REPLACEMENT),
          at("template", PodRules.TEMPLATE),
          RESTARTS);

  private static final Rule SELECTION =
      (spec, faults) -> {
        Field selector = spec.at("selector");
        if (!selector.isSet()) {
          faults.required(selector);
        } else {
          SelectorRules.SELECTOR.check(selector, faults);
        }
        Field labels = spec.at("template", "metadata", "labels");
        if (SelectorRules.isUsable(selector) && !SelectorRules.matches(selector, labels.node())) {
          faults.invalid(labels, "`selector` does not match template `labels`");
        }
      };

  /** What the server adds to each job that doesn't select its pods itself. */
  private static final Rule GENERATED_SELECTOR =
      (job, faults) -> {
        Field selector = job.at("spec", "selector");
        if (job.at("spec", "manualSelector").isTrue() || !selector.isSet()) {
          return;
        }
        String uid = job.at("metadata", "uid").text();
        String name = job.at("metadata", "name").text();
        ObjectNode labels = job.node().deepCopy();
        labels.removeAll();
        labels.put("batch.kubernetes.io/controller-uid", uid);
        labels.put("batch.kubernetes.io/job-name", name);
        labels.put("controller-uid", uid).put("job-name", name);
        if (SelectorRules.isUsable(selector) && !SelectorRules.matches(selector, labels)) {
          faults.invalid(selector, "`selector` not auto-generated");
        }
      };

  private static final Rule POD_NAMES =
      (job, faults) -> {
        Field spec = job.at("spec");
        Field name = job.at("metadata", "name");
        long completions = spec.at("completions").number();
        String last = name.text() + "-" + (completions - 1);
        if (isIndexed(spec) && completions > 0 && !Form.DNS_LABEL.faults(last).isEmpty()) {
          faults.invalid(name, "will not able to create pod with invalid DNS label: " + last);
        }
      };

  static final Rule SPEC = all(COMMON, SELECTION);

  /** Labels by which a job knows its pods. */
  private static final Rule GENERATED_LABELS =
      (job, faults) -> {
        if (job.at("spec", "manualSelector").isTrue() || !job.at("spec").has("selector")) {
          return;
        }
        String uid = job.at("metadata", "uid").text();
        String name = job.at("metadata", "name").text();
        Field labels = job.at("spec", "template", "metadata", "labels");
        for (List<String> label :
            List.of(
                List.of("controller-uid", uid),
                List.of("job-name", name),
                List.of("batch.kubernetes.io/controller-uid", uid),
                List.of("batch.kubernetes.io/job-name", name))) {
          Field place = labels.key(label.getFirst());
          if (!place.isSet()) {
            faults.required(place, "must be '%s'".formatted(label.get(1)));
          } else if (!place.text().equals(label.get(1))) {
            faults.invalid(place, labels, "must be '%s'".formatted(label.get(1)));
          }
        }
      };

  static final Rule CREATED =
      all(GENERATED_LABELS, GENERATED_SELECTOR, at("spec", SPEC), POD_NAMES);

  static final Change CHANGED =
      Change.at(
          "spec",
          Change.now(SPEC),
          JobRules::completions,
          Change.immutable("selector"),
          JobRules::template,
          Change.immutable("completionMode"),
          Change.immutable("podFailurePolicy"),
          Change.immutable("backoffLimitPerIndex"),
          Change.immutable("managedBy"),
          Change.immutable("successPolicy"));

  private static void completions(Field before, Field now, Faults faults) {
    Field completions = now.at("completions");
    if (!isIndexed(now)) {
      Change.immutable("completions").check(before, now, faults);
    } else if (Change.differs(before.at("completions"), completions)
        && completions.isSet()
        && completions.number() != now.at("parallelism").number()) {
      faults.invalid(completions, "can only be modified in tandem with spec.parallelism");
    }
  }

  /** Where its pods go may change while it is suspended and hasn't started. */
  private static void template(Field before, Field now, Faults faults) {
    JsonNode old = before.at("template").node();
    boolean unstarted = !before.parent().at("status").has("startTime");
    boolean suspended = before.at("suspend").isTrue() && now.at("suspend").isTrue();
    if (suspended && unstarted && old.deepCopy() instanceof ObjectNode copy) {
      JsonNode template = now.at("template").node();
      for (String name : List.of("affinity", "nodeSelector", "tolerations", "schedulingGates")) {
        carry(template.path("spec"), copy.path("spec"), name);
      }
      for (String name : List.of("labels", "annotations")) {
        carry(template.path("metadata"), copy.path("metadata"), name);
      }
      old = copy;
    }
    if (!old.equals(now.at("template").node())) {
      faults.invalid(now.at("template"), "field is immutable");
    }
  }

  private static void carry(JsonNode from, JsonNode to, String name) {
    if (to instanceof ObjectNode object) {
      if (from.has(name)) {
        object.set(name, from.get(name));
      } else {
        object.remove(name);
      }
    }
  }

  /** A template of jobs. */
  static final Rule TEMPLATE =
      at(
          "spec",
          COMMON,
          given("selector", Checks.invalid(selector -> true, "`selector` will be auto-generated")),
          (spec, faults) -> {
            if (spec.at("manualSelector").isTrue()) {
              faults.unsupported(spec.at("manualSelector"), List.of("nil", "false"));
            }
          });
}
