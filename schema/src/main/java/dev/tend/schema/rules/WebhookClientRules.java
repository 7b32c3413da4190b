package dev.tend.schema.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Where a webhook is called, and where another API server serves. */
final class WebhookClientRules {
  private static final String FORM = "; desired format: https://host[/path]";
  private static final int MOST_GROUP_PRIORITY = 20_000;
  private static final int MOST_VERSION_PRIORITY = 1_000;

  private WebhookClientRules() {}

  static final Rule CLIENT =
      (client, faults) -> {
        boolean url = client.has("url");
        boolean service = client.has("service");
        if (url == service) {
          faults.required(client, "exactly one of url or service is required");
        } else if (url) {
          url(client.at("url"), faults);
        } else {
          service(client.at("service"), faults);
        }
      };

  private static void url(Field url, Faults faults) {
    URI uri;
    try {
      uri = new URI(url.text());
    } catch (URISyntaxException e) {
      faults.required(
          url, "url must be a valid URL: parse \"%s\": invalid URI".formatted(url.text()) + FORM);
      return;
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (!scheme.equals("https")) {
      faults.invalidText(url, scheme, "'https' is the only allowed URL scheme" + FORM);
    }
    if (uri.getRawAuthority() == null || uri.getRawAuthority().isEmpty()) {
      faults.invalidText(url, "", "host must be specified" + FORM);
    }
    if (uri.getRawUserInfo() != null) {
      faults.invalidText(url, uri.getRawUserInfo(), "user information is not permitted in the URL");
    }
    if (uri.getRawFragment() != null) {
      faults.invalidText(url, uri.getRawFragment(), "fragments are not permitted in the URL");
    }
    if (uri.getRawQuery() != null) {
      faults.invalidText(url, uri.getRawQuery(), "query parameters are not permitted in the URL");
    }
  }

  private static void service(Field service, Faults faults) {
    // A server takes the one for the other.
    if (service.at("namespace").isEmpty()) {
      faults.required(service.at("name"));
    }
    if (service.at("name").isEmpty()) {
      faults.required(service.at("namespace"));
    }
    port(service.at("port"), faults);
    Field path = service.at("path");
    String text = path.text();
    if (!path.isSet() || text.isEmpty() || text.equals("/")) {
      return;
    }
    if (text.equals("//")) {
      faults.invalid(path, "segment[0] may not be empty");
      return;
    }
    if (!text.startsWith("/")) {
      faults.invalid(path, "must start with a '/'");
    }
    String rest = text.substring(1);
    String plain = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    List<String> steps = List.of(plain.split("/", -1));
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).isEmpty()) {
        faults.invalid(path, "segment[%d] may not be empty".formatted(i));
      } else {
        for (String why : Form.DNS_SUBDOMAIN.faults(steps.get(i))) {
          faults.invalid(path, "segment[%d]: %s".formatted(i, why));
        }
      }
    }
  }

  private static void port(Field port, Faults faults) {
    if (port.number() < 1 || port.number() > Checks.LAST_PORT) {
      faults.invalid(port, "port is not valid: must be between 1 and 65535, inclusive");
    }
  }

  static final Rule API_SERVICE =
      Rule.at(
          "spec",
          (spec, faults) -> {
            Field group = spec.at("group");
            Field version = spec.at("version");
            if (group.isEmpty() && !version.is("v1")) {
              faults.required(
                  group, "only v1 may have an empty group and it better be legacy kube");
            }
            if (!group.isEmpty()) {
              Checks.form(Form.DNS_SUBDOMAIN).check(group, faults);
            }
            Checks.form(Form.DNS_1035_LABEL).check(version, faults);
            bounded(spec.at("groupPriorityMinimum"), MOST_GROUP_PRIORITY, faults);
            bounded(spec.at("versionPriority"), MOST_VERSION_PRIORITY, faults);
            Field service = spec.at("service");
            if (!service.isSet()) {
              if (spec.at("insecureSkipTLSVerify").isTrue()) {
                faults.invalid(
                    spec.at("insecureSkipTLSVerify"),
                    "local APIServices may not have insecureSkipTLSVerify");
              }
              return;
            }
            Checks.REQUIRED.check(service.at("namespace"), faults);
            Checks.REQUIRED.check(service.at("name"), faults);
            port(service.at("port"), faults);
            if (spec.at("insecureSkipTLSVerify").isTrue() && !spec.at("caBundle").isEmpty()) {
              faults.invalid(
                  spec.at("insecureSkipTLSVerify"), "may not be true if caBundle is present");
            }
          });

  private static void bounded(Field priority, int most, Faults faults) {
    if (priority.number() <= 0 || priority.number() > most) {
      faults.invalid(priority, "must be positive and less than " + most);
    }
  }

  /** A service's name says what it serves. */
  static final Rule API_SERVICE_NAME =
      (service, faults) -> {
        Field spec = service.at("spec");
        String wanted = spec.at("version").text() + "." + spec.at("group").text();
        Field name = service.at("metadata", "name");
        if (!name.text().equals(wanted)) {
          faults.invalid(name, "must be `spec.version+\".\"+spec.group`: \"%s\"".formatted(wanted));
        }
      };
}
