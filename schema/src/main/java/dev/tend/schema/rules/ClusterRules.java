package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.COUNT_OR_PERCENT;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.given;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Namespaces, nodes, leases, budgets, and the classes of priorities and runtimes. */
final class ClusterRules {
  private static final long HIGHEST_PRIORITY = 1_000_000_000;
  private static final Map<String, Long> SYSTEM_PRIORITIES =
      Map.of("system-node-critical", 2_000_001_000L, "system-cluster-critical", 2_000_000_000L);
  private static final Set<String> FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");

  private ClusterRules() {}

  static final Rule NAMESPACE =
      at(
          "spec",
          (spec, faults) -> {
            Field list = spec.at("finalizers");
            for (Field finalizer : list.items()) {
              String name = finalizer.text();
              Form.QUALIFIED_NAME.faults(name).forEach(why -> faults.invalidText(list, name, why));
              if (!name.contains("/") && !FINALIZERS.contains(name)) {
                faults.invalidText(
                    list,
                    name,
                    "name is neither a standard finalizer name nor is it fully qualified");
              }
            }
          });

  private static final Rule AMOUNTS =
      (status, faults) -> {
        for (String field : List.of("capacity", "allocatable")) {
          for (Field amount : status.at(field).entries()) {
            // A server spells these places with dots.
            ResourceRules.value(status.at(field).place(amount.name(), amount.node()), faults);
          }
        }
      };

  private static final Rule TAINTS =
      (node, faults) -> {
        Field taints = node.at("spec", "taints");
        if (!taints.isEmpty()) {
          // A server takes them for metadata.
          TaintRules.TAINTS.check(node.at("metadata").place("taints", taints), faults);
        }
      };

  private static final Rule CIDRS =
      at(
          "spec",
          each("podCIDRs", Addresses.CIDR),
          (spec, faults) -> {
            Field list = spec.at("podCIDRs");
            List<Field> items = list.items();
            long families =
                items.stream().map(item -> item.text().contains(":")).distinct().count();
            if (items.size() > 1 && (families < 2 || items.size() > 2)) {
              faults.invalid(list, "may specify no more than one CIDR for each IP family");
            }
          });

  static final Rule NODE = all(TAINTS, at("status", AMOUNTS), CIDRS);

  static final Change NODE_AMOUNTS = Change.now(at("status", AMOUNTS));

  static final Change NODE_CHANGED =
      Change.all(
          NODE_AMOUNTS,
          Change.at(
              "spec",
              (before, now, faults) -> {
                boolean given = !before.at("podCIDRs").isEmpty();
                if (given && Change.differs(before.at("podCIDRs"), now.at("podCIDRs"))) {
                  faults.forbidden(
                      now.at("podCIDRs"),
                      "node updates may not change podCIDR except from \"\" to valid");
                }
                Field id = now.at("providerID");
                if (!before.at("providerID").isEmpty()
                    && Change.differs(before.at("providerID"), id)) {
                  faults.forbidden(
                      id, "node updates may not change providerID except from \"\" to valid");
                }
              }),
          Change.now(TAINTS));

  static final Rule LEASE =
      at(
          "spec",
          given(
              "leaseDurationSeconds",
              Checks.invalid(seconds -> seconds.number() <= 0, "must be greater than 0")),
          given("leaseTransitions", Checks.NOT_NEGATIVE));

  static final Rule BUDGET =
      at(
          "spec",
          (spec, faults) -> {
            if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
              faults.invalid(spec, "minAvailable and maxUnavailable cannot be both set");
            }
          },
          given("minAvailable", COUNT_OR_PERCENT, Checks.AT_MOST_ALL),
          given("maxUnavailable", COUNT_OR_PERCENT, Checks.AT_MOST_ALL),
          given("selector", SelectorRules.SELECTOR),
          given("unhealthyPodEvictionPolicy", oneOf("AlwaysAllow", "IfHealthyBudget")));

  static final Rule PRIORITY_CLASS =
      all(
          (priority, faults) -> {
            String name = priority.at("metadata", "name").text();
            Field value = priority.at("value");
            Long known = SYSTEM_PRIORITIES.get(name);
            if (!name.startsWith("system-")) {
              if (value.number() > HIGHEST_PRIORITY) {
                faults.forbidden(
                    value,
                    "maximum allowed value of a user defined priority is " + HIGHEST_PRIORITY);
              }
            } else if (known == null || known != value.number()) {
              faults.forbidden(
                  priority.at("metadata", "name"),
                  "priority class names with 'system-' prefix are reserved for system use only."
                      + " error: "
                      + (known == null
                          ? name + " is not a known system priority class"
                          : "value of %s PriorityClass must be %d".formatted(name, known)));
            }
          },
          given("preemptionPolicy", Checks.requiredOneOf("PreemptLowerPriority", "Never")));

  static final Change PRIORITY_CLASS_CHANGED =
      Change.all(
          Change.forbidden("value", "may not be changed in an update."),
          Change.immutable("preemptionPolicy"));

  private static final Rule SCHEDULING =
      all(
          at("nodeSelector", Checks.LABELS),
          (scheduling, faults) -> {
            Field list = scheduling.at("tolerations");
            // A server names the list twice.
            list.place("tolerations", list)
                .items()
                .forEach(toleration -> TaintRules.TOLERATION.check(toleration, faults));
            Set<String> seen = new HashSet<>();
            for (Field toleration : list.items()) {
              StringBuilder key = new StringBuilder();
              for (String part : List.of("key", "operator", "value", "effect")) {
                key.append(toleration.at(part).text()).append('|');
              }
              if (!seen.add(key.toString())) {
                faults.duplicate(toleration);
              }
            }
          });

  static final Rule RUNTIME_CLASS =
      all(
          at("handler", form(Form.DNS_LABEL)),
          given("overhead", at("podFixed", ClusterRules::overhead)),
          given("scheduling", SCHEDULING));

  private static void overhead(Field fixed, Faults faults) {
    for (Field amount : fixed.entries()) {
      Field place = fixed.parent().at("limits").key(amount.name()).holding(amount);
      ResourceRules.containerName(place, faults);
      ResourceRules.value(place, faults);
    }
  }

  static final Rule REVISION =
      all(
          at("revision", Checks.NOT_NEGATIVE),
          (revision, faults) -> {
            if (!revision.has("data")) {
              faults.required(revision.at("data"), "data is mandatory");
            }
          });
}
