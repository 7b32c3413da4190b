package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.requiredForm;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment variables, and fields of pods and containers as values. */
final class EnvRules {
  private static final Pattern SUBSCRIPT = Pattern.compile("(.*)\\['([^']*)'\\]");

  /** Fields of a pod that variables can show. */
  static final List<String> ENV_FIELDS =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");

  /** Fields of a pod that files can show. */
  static final List<String> FILE_FIELDS =
      List.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid");

  /** What a pod's field labels are, whoever asks. */
  private static final Set<String> LABELS =
      Set.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.restartPolicy",
          "spec.serviceAccountName",
          "spec.schedulerName",
          "status.phase",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs",
          "spec.host");

  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");

  private static final Set<String> CPU_DIVISORS = Set.of("1m", "1");
  private static final Set<String> SIZE_DIVISORS =
      Set.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

  private EnvRules() {}

  private static final Rule KEY_REF =
      all(at("name", form(Form.DNS_SUBDOMAIN)), at("key", requiredForm(Form.CONFIG_KEY)));

  private static final Rule FILE_REF =
      all(
          at("key", requiredForm(Form.ENV_NAME)),
          at("volumeName", requiredForm(Form.DNS_LABEL)),
          at("path", REQUIRED, Checks.NO_BACKSTEPS));

  private static final List<String> SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");

  private static final Rule VALUE_FROM =
      all(
          given("fieldRef", fieldRef(ENV_FIELDS)),
          given("resourceFieldRef", resourceRef(false)),
          given("configMapKeyRef", KEY_REF),
          given("secretKeyRef", KEY_REF),
          given("fileKeyRef", FILE_REF),
          (from, faults) -> {
            long count = SOURCES.stream().filter(from::has).count();
            if (count == 0) {
              faults.invalidText(
                  from,
                  "",
                  "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or"
                      + " `secretKeyRef`");
            } else if (!from.parent().at("value").isEmpty()) {
              faults.invalidText(from, "", "may not be specified when `value` is not empty");
            } else if (count > 1) {
              faults.invalidText(from, "", "may not have more than one field specified at a time");
            }
          });

  private static final Rule VARIABLE =
      all(at("name", requiredForm(Form.ENV_NAME)), given("valueFrom", VALUE_FROM));

  private static final Rule REF = at("name", requiredForm(Form.DNS_SUBDOMAIN));

  private static final Rule FROM =
      all(
          filled("prefix", form(Form.ENV_NAME)),
          given("configMapRef", REF),
          given("secretRef", REF),
          (from, faults) -> {
            // The list is blamed, not the item.
            if (!from.has("configMapRef") && !from.has("secretRef")) {
              faults.invalidText(
                  from.parent(), "", "must specify one of: `configMapRef` or `secretRef`");
            } else if (from.has("configMapRef") && from.has("secretRef")) {
              faults.invalidText(
                  from.parent(), "", "may not have more than one field specified at a time");
            }
          });

  static final Rule ENV = all(each("env", VARIABLE), each("envFrom", FROM));

  /** A field of the pod. */
  static Rule fieldRef(List<String> allowed) {
    return (ref, faults) -> {
      if (ref.at("fieldPath").isEmpty()) {
        faults.required(ref.at("fieldPath"));
        return;
      }
      String path = ref.at("fieldPath").text();
      Matcher subscript = SUBSCRIPT.matcher(path);
      String plain = subscript.matches() ? subscript.group(1) : path;
      boolean keyed = Set.of("metadata.annotations", "metadata.labels").contains(plain);
      if (!LABELS.contains(plain) || subscript.matches() && !keyed) {
        String why =
            subscript.matches()
                ? "error converting fieldPath: field label does not support subscript: " + path
                : "error converting fieldPath: field label not supported: " + path;
        faults.invalid(ref.at("fieldPath"), why);
      } else if (subscript.matches()) {
        String key = subscript.group(2);
        String checked = plain.equals("metadata.annotations") ? key.toLowerCase(Locale.ROOT) : key;
        Form.QUALIFIED_NAME.faults(checked).forEach(why -> faults.invalidText(ref, checked, why));
      } else if (!allowed.contains(path)) {
        faults.unsupported(ref.at("fieldPath"), allowed);
      }
    };
  }

  /**
   * What a container asked for.
   *
   * @param named whether it must say of which container
   */
  static Rule resourceRef(boolean named) {
    return (ref, faults) -> {
      String resource = ref.at("resource").text();
      boolean huge =
          resource.startsWith("limits.hugepages-") || resource.startsWith("requests.hugepages-");
      if (named && ref.at("containerName").isEmpty()) {
        faults.required(ref.at("containerName"));
      } else if (resource.isEmpty()) {
        faults.required(ref.at("resource"));
      } else if (!RESOURCES.contains(resource) && !huge) {
        faults.unsupported(ref.at("resource"), RESOURCES);
      }
      divisor(ref, resource, faults);
    };
  }

  private static void divisor(Field ref, String resource, Faults faults) {
    Field divisor = ref.at("divisor");
    String canonical = Checks.canonical(divisor);
    if (canonical.isEmpty() || canonical.equals("0")) {
      return;
    }
    String kind = resource.substring(resource.indexOf('.') + 1);
    String sizes =
        "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are"
            + " supported with the %s resource";
    if (kind.equals("cpu") && !CPU_DIVISORS.contains(canonical)) {
      faults.invalidText(
          divisor, resource, "only divisor's values 1m and 1 are supported with the cpu resource");
    } else if (!kind.equals("cpu") && !SIZE_DIVISORS.contains(canonical)) {
      String what = kind.equals("ephemeral-storage") ? "local ephemeral storage" : kind;
      String name = kind.startsWith("hugepages-") ? "hugepages" : what;
      if (Set.of("memory", "local ephemeral storage", "hugepages").contains(name)) {
        faults.invalidText(divisor, resource, sizes.formatted(name));
      }
    }
  }
}
