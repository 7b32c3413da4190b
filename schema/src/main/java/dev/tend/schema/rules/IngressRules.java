package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.requiredForm;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import java.util.List;

/** Ingresses and their classes. */
final class IngressRules {
  private static final int LONGEST_CONTROLLER = 250;
  private static final List<String> FORBIDDEN_PARTS = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> FORBIDDEN_ENDS = List.of("/..", "/.");
  private static final List<String> PATH_TYPES =
      List.of("Exact", "ImplementationSpecific", "Prefix");
  private static final List<String> SCOPES = List.of("Cluster", "Namespace");

  private IngressRules() {}

  /** A reference to an object of whatever kind. */
  private static final Rule REFERENCE =
      all(
          given("apiGroup", form(Form.DNS_SUBDOMAIN)),
          at("kind", requiredForm(Form.PATH_SEGMENT)),
          at("name", requiredForm(Form.PATH_SEGMENT)));

  private static final Rule BACKEND =
      (backend, faults) -> {
        boolean resource = backend.has("resource");
        boolean service = backend.has("service");
        if (resource && service) {
          faults.invalidText(backend, "", "cannot set both resource and service backends");
        } else if (resource) {
          REFERENCE.check(backend.at("resource"), faults);
        } else if (service) {
          service(backend, backend.at("service"), faults);
        } else {
          faults.invalidText(backend, "", "resource or service backend is required");
        }
      };

  private static void service(Field backend, Field service, Faults faults) {
    requiredForm(Form.DNS_1035_LABEL).check(service.at("name"), faults);
    Field name = service.at("port", "name");
    Field number = service.at("port", "number");
    if (!name.isEmpty() && number.number() != 0) {
      faults.invalidText(backend, "", "cannot set both port name & port number");
    } else if (!name.isEmpty()) {
      form(Form.PORT_NAME).check(name, faults);
    } else if (number.number() != 0) {
      Checks.PORT.check(number, faults);
    } else {
      faults.required(backend, "port name or number is required");
    }
  }

  private static final Rule PATH =
      (path, faults) -> {
        Field type = path.at("pathType");
        Field text = path.at("path");
        if (!type.isSet()) {
          faults.required(type, "pathType must be specified");
          return;
        }
        switch (type.text()) {
          case "Exact", "Prefix" -> exact(text, faults);
          case "ImplementationSpecific" -> {
            if (!text.isEmpty() && !text.text().startsWith("/")) {
              faults.invalid(text, "must be an absolute path");
            }
          }
          default -> faults.unsupported(type, PATH_TYPES);
        }
        BACKEND.check(path.at("backend"), faults);
      };

  private static void exact(Field path, Faults faults) {
    if (!path.text().startsWith("/")) {
      faults.invalid(path, "must be an absolute path");
    }
    for (String part : FORBIDDEN_PARTS) {
      if (path.text().contains(part)) {
        faults.invalid(path, "must not contain '%s'".formatted(part));
      }
    }
    for (String end : FORBIDDEN_ENDS) {
      if (path.text().endsWith(end)) {
        faults.invalid(path, "cannot end with '%s'".formatted(end));
      }
    }
  }

  private static final Rule HOST =
      (host, faults) ->
          form(host.text().contains("*") ? Form.WILDCARD : Form.DNS_SUBDOMAIN).check(host, faults);

  private static final Rule NO_ADDRESS =
      Checks.invalid(
          host -> Addresses.address(host.text()).isPresent(),
          "must be a DNS name, not an IP address");

  private static final Rule RULE =
      all(
          filled("host", NO_ADDRESS, HOST),
          given(
              "http",
              (http, faults) -> {
                if (http.at("paths").isEmpty()) {
                  faults.required(http.at("paths"));
                }
              },
              each("paths", PATH)));

  private static final Rule TLS =
      all(each("hosts", HOST), filled("secretName", form(Form.DNS_SUBDOMAIN)));

  static final Rule INGRESS =
      at(
          "spec",
          (spec, faults) -> {
            if (spec.at("rules").isEmpty() && !spec.has("defaultBackend")) {
              faults.invalid(
                  spec, spec.at("rules"), "either `defaultBackend` or `rules` must be specified");
            }
          },
          given("defaultBackend", BACKEND),
          each("rules", RULE),
          each("tls", TLS),
          given("ingressClassName", form(Form.DNS_SUBDOMAIN)));

  /** The old way to name a class, which mustn't contradict. */
  static final Rule CREATED =
      all(
          INGRESS,
          (ingress, faults) -> {
            Field name = ingress.at("spec", "ingressClassName");
            Field old = ingress.at("metadata", "annotations").key("kubernetes.io/ingress.class");
            if (old.isSet() && name.isSet() && !old.text().equals(name.text())) {
              faults.invalidText(
                  ingress.place("annotations").place("kubernetes.io/ingress.class"),
                  old.text(),
                  "must match `ingressClassName` when both are specified");
            }
          });

  private static final Rule PARAMETERS =
      all(
          REFERENCE,
          (parameters, faults) -> {
            Field scope = parameters.at("scope");
            Field namespace = parameters.at("namespace");
            if (!scope.isSet()) {
              faults.required(scope);
            } else if (!SCOPES.contains(scope.text())) {
              faults.unsupported(scope, SCOPES);
            } else if (scope.is("Cluster")) {
              if (namespace.isSet()) {
                faults.forbidden(namespace, "`parameters.scope` is set to 'Cluster'");
              }
            } else if (!namespace.isSet()) {
              faults.required(namespace, "`parameters.scope` is set to 'Namespace'");
            } else {
              form(Form.DNS_LABEL).check(namespace, faults);
            }
          });

  static final Rule CLASS =
      at(
          "spec",
          (spec, faults) -> {
            if (spec.at("controller").text().length() > LONGEST_CONTROLLER) {
              faults.tooLong(spec.at("controller"), LONGEST_CONTROLLER);
            }
          },
          at("controller", Paths.DOMAIN_PREFIXED),
          given("parameters", PARAMETERS));

  static final Change CLASS_CHANGED =
      Change.all(Change.at("spec", Change.immutable("controller")), Change.now(CLASS));
}
