package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.AT_MOST_ALL;
import static dev.tend.schema.rules.Checks.COUNT_OR_PERCENT;
import static dev.tend.schema.rules.Checks.NOT_NEGATIVE;
import static dev.tend.schema.rules.Checks.amount;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.given;

import java.util.List;

/** Deployments, replica sets, replication controllers and daemon sets. */
final class WorkloadRules {
  private WorkloadRules() {}

  /** A selector that is there, and selects something. */
  static Rule selector(String kind) {
    return at(
        "selector",
        (selector, faults) -> {
          if (!selector.isSet()) {
            faults.required(selector);
            return;
          }
          SelectorRules.SELECTOR.check(selector, faults);
          if (SelectorRules.isEmpty(selector)) {
            faults.invalid(selector, "empty selector is invalid for " + kind);
          }
        });
  }

  /** Whether the template's labels are those that the selector wants. */
  static final Rule TEMPLATE_MATCHES =
      (spec, faults) -> {
        Field labels = spec.at("template", "metadata", "labels");
        Field selector = spec.at("selector");
        boolean empty = selector.isSet() && SelectorRules.isEmpty(selector);
        if (!empty && !SelectorRules.matches(selector, labels.node())) {
          faults.invalid(labels, "`selector` does not match template `labels`");
        }
      };

  /** Pods that run until they are told to stop. */
  static Rule lasting(String kind) {
    return at(
        "template",
        at("spec", at("restartPolicy", Checks.oneOf("Always"))),
        at(
            "spec",
            given(
                "activeDeadlineSeconds",
                Checks.forbidden("activeDeadlineSeconds in %s is not Supported".formatted(kind)))));
  }

  private static final Rule REPLICATED =
      (spec, faults) -> {
        Field selector = spec.at("selector");
        if (selector.isSet() && !SelectorRules.isUsable(selector)) {
          faults.invalid(selector, "invalid label selector");
          return;
        }
        TEMPLATE_MATCHES.check(spec, faults);
        at("template", PodRules.TEMPLATE).check(spec, faults);
        lasting("ReplicaSet").check(spec, faults);
      };

  private static final Rule ROLLING_DEPLOYMENT =
      all(
          at("maxUnavailable", COUNT_OR_PERCENT),
          at("maxSurge", COUNT_OR_PERCENT),
          (rolling, faults) -> {
            Field unavailable = rolling.at("maxUnavailable");
            if (amount(unavailable) == 0 && amount(rolling.at("maxSurge")) == 0) {
              faults.invalid(unavailable, "may not be 0 when `maxSurge` is 0");
            }
          },
          at("maxUnavailable", AT_MOST_ALL));

  private static final Rule STRATEGY =
      (strategy, faults) -> {
        Field rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
          case "Recreate" -> {
            if (rolling.isSet()) {
              faults.forbidden(rolling, "may not be specified when strategy `type` is 'Recreate'");
            }
          }
          case "RollingUpdate" -> {
            if (!rolling.isSet()) {
              faults.required(rolling, "this should be defaulted and never be nil");
            } else {
              ROLLING_DEPLOYMENT.check(rolling, faults);
            }
          }
          default -> faults.unsupported(strategy, List.of("Recreate", "RollingUpdate"));
        }
      };

  private static final Rule DEADLINE =
      (deadline, faults) -> {
        NOT_NEGATIVE.check(deadline, faults);
        if (deadline.number() <= deadline.parent().at("minReadySeconds").number()) {
          faults.invalid(deadline, "must be greater than minReadySeconds");
        }
      };

  static final Rule DEPLOYMENT =
      at(
          "spec",
          at("replicas", NOT_NEGATIVE),
          selector("deployment"),
          REPLICATED,
          at("strategy", STRATEGY),
          at("minReadySeconds", NOT_NEGATIVE),
          given("revisionHistoryLimit", NOT_NEGATIVE),
          given("progressDeadlineSeconds", DEADLINE));

  static final Rule REPLICA_SET =
      at(
          "spec",
          at("replicas", NOT_NEGATIVE),
          at("minReadySeconds", NOT_NEGATIVE),
          selector("deployment"),
          REPLICATED);

  static final Change SELECTOR_STAYS = Change.at("spec", Change.immutable("selector"));

  static final Rule REPLICATION_CONTROLLER =
      at(
          "spec",
          at("minReadySeconds", NOT_NEGATIVE),
          at("selector", Checks.REQUIRED),
          at("replicas", Checks.PRESENT, NOT_NEGATIVE),
          (spec, faults) -> {
            Field template = spec.at("template");
            if (!template.isSet()) {
              faults.required(template);
              return;
            }
            Field labels = template.at("metadata", "labels");
            for (Field label : spec.at("selector").entries()) {
              if (!labels.key(label.name()).text().equals(label.text())) {
                faults.invalid(labels, "`selector` does not match template `labels`");
                break;
              }
            }
            PodRules.TEMPLATE.check(template, faults);
            lasting("ReplicationController").check(spec, faults);
          });

  private static final Rule ROLLING_DAEMONS =
      all(
          at("maxUnavailable", COUNT_OR_PERCENT),
          at("maxSurge", COUNT_OR_PERCENT),
          at("maxUnavailable", AT_MOST_ALL),
          at("maxSurge", AT_MOST_ALL),
          (rolling, faults) -> {
            boolean unavailable = amount(rolling.at("maxUnavailable")) != 0;
            boolean surge = amount(rolling.at("maxSurge")) != 0;
            if (unavailable && surge) {
              faults.invalid(
                  rolling.at("maxSurge"), "may not be set when maxUnavailable is non-zero");
            } else if (!unavailable && !surge) {
              faults.required(rolling.at("maxUnavailable"), "cannot be 0 when maxSurge is 0");
            }
          });

  private static final Rule DAEMON_STRATEGY =
      (strategy, faults) -> {
        Field rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
          case "OnDelete" -> {}
          case "RollingUpdate" -> {
            if (!rolling.isSet()) {
              faults.required(rolling);
            } else {
              ROLLING_DAEMONS.check(rolling, faults);
            }
          }
          default -> faults.unsupported(strategy, List.of("RollingUpdate", "OnDelete"));
        }
      };

  static final Rule DAEMON_SET =
      at(
          "spec",
          given("selector", SelectorRules.SELECTOR),
          (spec, faults) -> {
            Field selector = spec.at("selector");
            Field labels = spec.at("template", "metadata", "labels");
            boolean usable = !selector.isSet() || SelectorRules.isUsable(selector);
            if (usable && !SelectorRules.matches(selector, labels.node())) {
              faults.invalid(labels, "`selector` does not match template `labels`");
            }
            if (selector.isSet() && SelectorRules.isEmpty(selector)) {
              faults.invalid(selector, "empty selector is invalid for daemonset");
            }
          },
          at("template", PodRules.TEMPLATE),
          lasting("DaemonSet"),
          at("minReadySeconds", NOT_NEGATIVE),
          at("updateStrategy", DAEMON_STRATEGY),
          given("revisionHistoryLimit", NOT_NEGATIVE));
}
