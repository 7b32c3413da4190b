package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Checks.required;
import static dev.tend.schema.rules.Checks.requiredForm;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.given;

import java.util.List;

/** Roles and their bindings. */
final class AccessRules {
  private static final String GROUP = "rbac.authorization.k8s.io";

  private AccessRules() {}

  private static Rule rule(boolean namespaced) {
    return (rule, faults) -> {
      required("verbs must contain at least one value").check(rule.at("verbs"), faults);
      Field urls = rule.at("nonResourceURLs");
      if (!urls.isEmpty()) {
        if (namespaced) {
          faults.invalid(urls, "namespaced rules cannot apply to non-resource URLs");
        }
        boolean resources =
            List.of("apiGroups", "resources", "resourceNames").stream()
                .anyMatch(name -> !rule.at(name).isEmpty());
        if (resources) {
          faults.invalid(
              urls, "rules cannot apply to both regular resources and non-resource URLs");
        }
        return;
      }
      required("resource rules must supply at least one api group")
          .check(rule.at("apiGroups"), faults);
      required("resource rules must supply at least one resource")
          .check(rule.at("resources"), faults);
    };
  }

  static final Rule ROLE = each("rules", rule(true));

  static final Rule CLUSTER_ROLE =
      all(
          each("rules", rule(false)),
          given(
              "aggregationRule",
              at(
                  "clusterRoleSelectors",
                  required(
                      "at least one clusterRoleSelector required if aggregationRule is non-nil")),
              each(
                  "clusterRoleSelectors",
                  SelectorRules.SELECTOR,
                  (selector, faults) -> {
                    if (!SelectorRules.isUsable(selector)) {
                      faults.invalidRaw(selector, "null", "invalid label selector.");
                    }
                  })));

  private static Rule subject(boolean namespaced) {
    return all(
        at("name", REQUIRED),
        (subject, faults) -> {
          Field group = subject.at("apiGroup");
          switch (subject.at("kind").text()) {
            case "ServiceAccount" -> {
              if (!subject.at("name").isEmpty()) {
                form(Form.DNS_SUBDOMAIN).check(subject.at("name"), faults);
              }
              if (!group.isEmpty()) {
                faults.unsupported(group, List.of(""));
              }
              if (!namespaced && subject.at("namespace").isEmpty()) {
                faults.required(subject.at("namespace"));
              }
            }
            case "User", "Group" -> oneOf(GROUP).check(group, faults);
            default ->
                faults.unsupported(subject.at("kind"), List.of("ServiceAccount", "User", "Group"));
          }
        });
  }

  private static Rule binding(boolean namespaced, String... kinds) {
    return all(
        at(
            "roleRef",
            at("apiGroup", oneOf(GROUP)),
            at("kind", oneOf(kinds)),
            at("name", requiredForm(Form.PATH_SEGMENT))),
        each("subjects", subject(namespaced)));
  }

  static final Rule ROLE_BINDING = binding(true, "Role", "ClusterRole");
  static final Rule CLUSTER_ROLE_BINDING = binding(false, "ClusterRole");

  static final Change SAME_ROLE =
      (before, now, faults) -> {
        if (Change.differs(before.at("roleRef"), now.at("roleRef"))) {
          faults.invalid(now.at("roleRef"), "cannot change roleRef");
        }
      };
}
