package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.given;
import static dev.tend.schema.rules.SelectorRules.SELECTOR;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Configurations of admission webhooks, and services of other API servers. */
final class WebhookRules {
  private static final List<String> EFFECTS = List.of("None", "NoneOnDryRun");
  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
  private static final List<String> REVIEWS = List.of("v1", "v1beta1");

  private WebhookRules() {}

  private static final Rule NAME =
      (name, faults) -> {
        List<String> wrong = Form.DNS_SUBDOMAIN.faults(name.text());
        if (name.isEmpty()) {
          faults.required(name);
        } else if (!wrong.isEmpty()) {
          faults.invalid(name, String.join(",", wrong));
        } else if (name.text().split("\\.", -1).length < 3) {
          faults.invalid(name, "should be a domain with at least three segments separated by dots");
        }
      };

  private static Rule alone(String what) {
    return (list, faults) -> {
      if (list.isEmpty()) {
        faults.required(list);
      }
      boolean all = list.items().stream().anyMatch(item -> item.is("*"));
      if (all && list.items().size() > 1) {
        faults.invalid(list, "if '*' is present, must not specify other " + what);
      }
    };
  }

  private static final Rule RESOURCES =
      (list, faults) -> {
        if (list.isEmpty()) {
          faults.required(list);
        }
        Set<String> wholes = new HashSet<>();
        Set<String> parts = new HashSet<>();
        boolean plain = false;
        for (Field item : list.items()) {
          String text = item.text();
          int slash = text.indexOf('/');
          if (text.isEmpty()) {
            faults.required(item);
          } else if (slash < 0) {
            plain = !text.equals("*");
          } else {
            String resource = text.substring(0, slash);
            String part = text.substring(slash + 1);
            if (wholes.contains(resource)) {
              faults.invalid(
                  item, "if '%s/*' is present, must not specify %s".formatted(resource, text));
            }
            if (parts.contains(part)) {
              faults.invalid(
                  item, "if '*/%s' is present, must not specify %s".formatted(part, text));
            }
            if (part.equals("*")) {
              wholes.add(resource);
            }
            if (resource.equals("*")) {
              parts.add(part);
            }
          }
        }
        List<String> texts = list.items().stream().map(Field::text).toList();
        if (texts.size() > 1 && texts.contains("*/*")) {
          faults.invalid(list, "if '*/*' is present, must not specify other resources");
        }
        if (texts.contains("*") && plain) {
          faults.invalid(
              list, "if '*' is present, must not specify other resources without subresources");
        }
      };

  static final Rule RULE =
      all(
          at("operations", alone("operations")),
          (rule, faults) -> {
            for (Field operation : rule.at("operations").items()) {
              if (!OPERATIONS.contains(operation.text())) {
                faults.unsupported(operation, OPERATIONS);
              }
            }
          },
          at("apiGroups", alone("API groups")),
          at("apiVersions", alone("API versions")),
          each("apiVersions", Checks.REQUIRED),
          at("resources", RESOURCES),
          given("scope", oneOf("*", "Cluster", "Namespaced")));

  private static final Rule SIDE_EFFECTS =
      (effects, faults) -> {
        if (!effects.isSet()) {
          faults.required(effects, "must specify one of None, NoneOnDryRun");
        } else if (!EFFECTS.contains(effects.text())) {
          faults.unsupported(effects, EFFECTS);
        }
      };

  private static final Rule VERSIONS =
      (versions, faults) -> {
        if (versions.isEmpty()) {
          faults.required(versions, "must specify one of v1, v1beta1");
          return;
        }
        Set<String> seen = new HashSet<>();
        for (Field version : versions.items()) {
          if (!seen.add(version.text())) {
            faults.invalid(version, "duplicate version");
          } else {
            form(Form.DNS_1035_LABEL).check(version, faults);
          }
        }
        if (versions.items().stream().noneMatch(item -> REVIEWS.contains(item.text()))) {
          faults.invalid(versions, "must include at least one of v1, v1beta1");
        }
      };

  private static final Rule HOOK =
      all(
          at("name", NAME),
          each("rules", RULE),
          given("failurePolicy", oneOf("Fail", "Ignore")),
          given("matchPolicy", oneOf("Equivalent", "Exact")),
          at("sideEffects", SIDE_EFFECTS),
          given(
              "timeoutSeconds",
              Checks.invalid(
                  seconds -> seconds.number() < 1 || seconds.number() > 30,
                  "the timeout value must be between 1 and 30 seconds")),
          given("namespaceSelector", SELECTOR),
          given("objectSelector", SELECTOR),
          given("reinvocationPolicy", oneOf("IfNeeded", "Never")),
          at("clientConfig", WebhookClientRules.CLIENT),
          at("admissionReviewVersions", VERSIONS));

  static final Rule CONFIGURATION =
      (configuration, faults) -> {
        Set<String> names = new HashSet<>();
        for (Field hook : configuration.at("webhooks").items()) {
          HOOK.check(hook, faults);
          Field name = hook.at("name");
          if (!name.isEmpty() && !names.add(name.text())) {
            faults.duplicate(name);
          }
        }
      };
}
