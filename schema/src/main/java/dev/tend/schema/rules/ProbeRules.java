package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.NOT_NEGATIVE;
import static dev.tend.schema.rules.Checks.PORT_OR_NAME;
import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.given;

import java.util.List;

/** Probes and lifecycle hooks, and the handlers of both. */
final class ProbeRules {
  private ProbeRules() {}

  private static final Rule HTTP_GET =
      all(
          at("path", REQUIRED),
          at("port", PORT_OR_NAME),
          at("scheme", oneOf("HTTP", "HTTPS")),
          (action, faults) -> {
            for (Field header : action.at("httpHeaders").items()) {
              String name = header.at("name").text();
              Form.HEADER_NAME
                  .faults(name)
                  .forEach(why -> faults.invalidText(action.at("httpHeaders"), name, why));
            }
          });

  private static final Rule SLEEP =
      (sleep, faults) -> {
        Field grace = spec(sleep).at("terminationGracePeriodSeconds");
        long seconds = sleep.at("seconds").number();
        if (grace.isSet() && (seconds < 0 || seconds > grace.number())) {
          faults.invalid(
              sleep,
              sleep.at("seconds"),
              "must be non-negative and less than terminationGracePeriodSeconds (%d)"
                  .formatted(grace.number()));
        }
      };

  private record Handler(String name, Rule rule) {}

  private static final List<Handler> HANDLERS =
      List.of(
          new Handler("exec", at("command", REQUIRED)),
          new Handler("httpGet", HTTP_GET),
          new Handler("tcpSocket", at("port", PORT_OR_NAME)),
          new Handler("grpc", at("port", Checks.PORT)),
          new Handler("sleep", SLEEP));

  /** Exactly one of the handlers. */
  private static final Rule HANDLER =
      (holder, faults) -> {
        int found = 0;
        for (Handler handler : HANDLERS) {
          if (!holder.has(handler.name)) {
            continue;
          }
          Field field = holder.at(handler.name);
          if (found++ > 0) {
            faults.forbidden(field, "may not specify more than 1 handler type");
          } else {
            handler.rule.check(field, faults);
          }
        }
        if (found == 0) {
          faults.required(holder, "must specify a handler type");
        }
      };

  private static final Rule PROBE =
      all(
          HANDLER,
          at("initialDelaySeconds", NOT_NEGATIVE),
          at("timeoutSeconds", NOT_NEGATIVE),
          at("periodSeconds", NOT_NEGATIVE),
          at("successThreshold", NOT_NEGATIVE),
          at("failureThreshold", NOT_NEGATIVE),
          given(
              "terminationGracePeriodSeconds",
              Checks.invalid(field -> field.number() <= 0, "must be greater than 0")));

  private static final Rule ONCE =
      at("successThreshold", Checks.invalid(field -> field.number() != 1, "must be 1"));

  private static final Rule READINESS =
      all(
          PROBE,
          given(
              "terminationGracePeriodSeconds",
              Checks.invalid(field -> true, "must not be set for readinessProbes")));

  static final Rule PROBES =
      all(
          given("livenessProbe", PROBE, ONCE),
          given("readinessProbe", READINESS),
          given("startupProbe", PROBE, ONCE));

  static final Rule LIFECYCLE =
      given("lifecycle", given("postStart", HANDLER), given("preStop", HANDLER));

  /** The pod's spec, from somewhere in a container. */
  private static Field spec(Field inside) {
    Field field = inside;
    while (!field.has("containers") && field.parent() != field) {
      field = field.parent();
    }
    return field;
  }
}
