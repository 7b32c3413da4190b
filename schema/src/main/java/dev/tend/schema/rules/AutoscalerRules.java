package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Checks.required;
import static dev.tend.schema.rules.Checks.requiredForm;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Horizontal pod autoscalers. */
final class AutoscalerRules {
  private static final int LONGEST_WINDOW = 3600;
  private static final int LONGEST_PERIOD = 1800;
  private static final List<String> METRICS =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");

  private AutoscalerRules() {}

  private static final Rule GROUPED =
      (version, faults) -> {
        String text = version.text();
        long slashes = text.chars().filter(c -> c == '/').count();
        if (slashes > 1) {
          faults.invalid(version, "unexpected GroupVersion string: " + text);
        }
      };

  private static final Rule REFERENCE =
      all(
          at("kind", requiredForm(Form.PATH_SEGMENT)),
          at("name", requiredForm(Form.PATH_SEGMENT)),
          at("apiVersion", GROUPED));

  private static final Rule IN_A_GROUP =
      Checks.invalid(version -> !version.text().contains("/"), "apiVersion must specify API group");

  private static final Rule REPLICAS =
      (spec, faults) -> {
        Field least = spec.at("minReplicas");
        Field most = spec.at("maxReplicas");
        if (least.isSet() && least.number() < 1) {
          faults.invalid(least, "must be greater than or equal to 1");
        }
        if (most.number() < 1) {
          faults.invalid(most, "must be greater than 0");
        }
        if (least.isSet() && most.number() < least.number()) {
          faults.invalid(most, "must be greater than or equal to `minReplicas`");
        }
      };

  private static final Rule POSITIVE =
      (amount, faults) -> {
        if (Checks.quantity(amount).filter(q -> q.value().signum() > 0).isEmpty()) {
          faults.invalid(amount, "must be positive");
        }
      };

  private static final Rule TARGET =
      all(
          at("type", required("must specify a metric target type")),
          at(
              "type",
              Checks.invalid(
                  type -> !List.of("Utilization", "Value", "AverageValue").contains(type.text()),
                  "must be either Utilization, Value, or AverageValue")),
          given("value", POSITIVE),
          given("averageValue", POSITIVE),
          given(
              "averageUtilization",
              Checks.invalid(share -> share.number() < 1, "must be greater than 0")));

  private static final Rule METRIC =
      at("metric", at("name", required("must specify a metric name"), form(Form.PATH_SEGMENT)));

  private static Rule missing(String first, String second, String blamed, String why) {
    return at(
        "target",
        (target, faults) -> {
          if (!target.has(first) && !target.has(second)) {
            faults.required(target.at(blamed), why);
          }
        });
  }

  private static Rule both(String first, String second, String why) {
    return at(
        "target",
        (target, faults) -> {
          if (target.has(first) && target.has(second)) {
            faults.forbidden(target.at(first), why);
          }
        });
  }

  private static final Rule UTILIZED =
      all(
          at("target", TARGET),
          missing(
              "averageUtilization",
              "averageValue",
              "averageUtilization",
              "must set either a target raw value or a target utilization"),
          both(
              "averageValue",
              "averageUtilization",
              "may not set both a target raw value and a target utilization"));

  private static final Map<String, Rule> SOURCES =
      Map.of(
          "object",
          all(
              at("describedObject", REFERENCE),
              METRIC,
              at("target", TARGET),
              missing(
                  "value",
                  "averageValue",
                  "averageValue",
                  "must set either a target value or averageValue")),
          "external",
          all(
              METRIC,
              at("target", TARGET),
              missing(
                  "value",
                  "averageValue",
                  "averageValue",
                  "must set either a target value for metric or a per-pod target"),
              both(
                  "value",
                  "averageValue",
                  "may not set both a target value for metric and a per-pod target")),
          "pods",
          all(
              METRIC,
              at("target", TARGET),
              missing(
                  "averageValue",
                  "averageValue",
                  "averageValue",
                  "must specify a positive target averageValue")),
          "resource",
          all(at("name", required("must specify a resource name")), UTILIZED),
          "containerResource",
          all(
              at("name", required("must specify a resource name"), AutoscalerRules::resource),
              at(
                  "container",
                  required("must specify a container"),
                  (name, faults) -> {
                    if (!name.isEmpty()) {
                      form(Form.DNS_LABEL).check(name, faults);
                    }
                  }),
              UTILIZED));

  private static void resource(Field name, Faults faults) {
    if (!name.isEmpty()) {
      ResourceRules.containerName(name, name.text(), faults);
    }
  }

  private static final Rule SOURCE =
      (metric, faults) -> {
        Field type = metric.at("type");
        if (type.isEmpty()) {
          faults.required(type, "must specify a metric source type");
        }
        boolean known = METRICS.contains(type.text());
        if (!known) {
          faults.unsupported(type, METRICS);
        }
        List<String> found = new ArrayList<>();
        for (String name : List.of("object", "external", "pods", "resource", "containerResource")) {
          if (metric.has(name)) {
            found.add(name);
          }
        }
        if (!found.isEmpty()) {
          SOURCES.getOrDefault(found.getFirst(), all()).check(metric.at(found.getFirst()), faults);
        }
        String expected = "";
        if (known) {
          expected = Character.toLowerCase(type.text().charAt(0)) + type.text().substring(1);
          if (!metric.has(expected)) {
            faults.required(
                metric.at(expected), "must populate information for the given metric source");
          }
        } else {
          faults.unsupported(type, METRICS);
        }
        if (found.size() != 1) {
          found.remove(expected);
          for (String name : new TreeSet<>(found)) {
            faults.forbidden(metric.at(name), "must populate the given metric source only");
          }
        }
      };

  private static final Rule POLICY =
      all(
          at("type", oneOf("Percent", "Pods")),
          at("value", Checks.POSITIVE),
          at("periodSeconds", Checks.POSITIVE),
          at(
              "periodSeconds",
              Checks.invalid(
                  seconds -> seconds.number() > LONGEST_PERIOD,
                  "must be less than or equal to 1800")));

  private static final Rule SCALING =
      all(
          given(
              "stabilizationWindowSeconds",
              Checks.invalid(
                  seconds -> seconds.number() < 0, "must be greater than or equal to zero"),
              Checks.invalid(
                  seconds -> seconds.number() > LONGEST_WINDOW,
                  "must be less than or equal to 3600")),
          given("selectPolicy", oneOf("Disabled", "Max", "Min")),
          at("policies", required("must specify at least one Policy")),
          each("policies", POLICY),
          given("tolerance", Checks.NOT_NEGATIVE_QUANTITY));

  static final Rule AUTOSCALER =
      at(
          "spec",
          REPLICAS,
          at("scaleTargetRef", REFERENCE, at("apiVersion", IN_A_GROUP)),
          each("metrics", SOURCE),
          given("behavior", given("scaleUp", SCALING), given("scaleDown", SCALING)));
}
