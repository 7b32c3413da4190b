package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.LABELS;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.requiredOneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Specs of pods and of their templates. */
final class PodRules {
  private static final int MOST_NAMESERVERS = 3;
  private static final int MOST_SEARCHES = 32;
  private static final int LONGEST_SEARCHES = 2048;
  private static final int LONGEST_HOSTNAME = 64;

  private PodRules() {}

  private static final Rule RESOURCE_CLAIMS =
      (list, faults) -> {
        Set<String> names = new HashSet<>();
        for (Field claim : list.items()) {
          Field name = claim.at("name");
          if (name.isEmpty()) {
            faults.required(name);
          } else if (!names.add(name.text())) {
            faults.duplicate(name);
          } else {
            form(Form.DNS_LABEL).check(name, faults);
          }
          boolean claimed = claim.has("resourceClaimName");
          boolean templated = claim.has("resourceClaimTemplateName");
          if (claimed && templated) {
            faults.invalid(
                claim,
                "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be"
                    + " specified");
          } else if (!claimed && !templated) {
            faults.invalid(
                claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
          }
          given("resourceClaimName", form(Form.DNS_SUBDOMAIN)).check(claim, faults);
          given("resourceClaimTemplateName", form(Form.DNS_SUBDOMAIN)).check(claim, faults);
        }
      };

  private static final Rule POD_RESOURCES =
      (resources, faults) -> {
        if (resources.has("claims")) {
          faults.forbidden(
              resources.at("claims"), "claims may not be set for Resources at pod-level");
        }
        ResourceRules.POD_REQUIREMENTS.check(resources, faults);
        ConsistencyRules.RESOURCES.check(resources, faults);
      };

  private static final Rule HOST_PORTS =
      (spec, faults) -> {
        if (!spec.at("hostNetwork").isTrue()) {
          return;
        }
        for (Field container : spec.at("containers").items()) {
          for (Field port : container.at("ports").items()) {
            Field host = port.at("hostPort");
            boolean said = spec.parent().at("kind").is("Pod") || host.number() != 0;
            if (said && host.number() != port.at("containerPort").number()) {
              faults.invalid(host, "must match `containerPort` when `hostNetwork` is true");
            }
          }
        }
      };

  private static final Rule DNS =
      (config, faults) -> {
        boolean none = config.parent().at("dnsPolicy").is("None");
        Field servers = config.at("nameservers");
        Field searches = config.at("searches");
        if (none && !config.isSet()) {
          faults.required(config, "must provide `dnsConfig` when `dnsPolicy` is None");
          return;
        }
        if (none && servers.isEmpty()) {
          faults.required(
              servers, "must provide at least one DNS nameserver when `dnsPolicy` is None");
          return;
        }
        if (servers.items().size() > MOST_NAMESERVERS) {
          faults.invalid(servers, "must not have more than 3 nameservers");
        }
        servers.items().forEach(server -> Addresses.IP.check(server, faults));
        if (searches.items().size() > MOST_SEARCHES) {
          faults.invalid(searches, "must not have more than 32 search paths");
        }
        List<String> texts = searches.items().stream().map(Field::text).toList();
        if (String.join(" ", texts).length() > LONGEST_SEARCHES) {
          faults.invalid(
              searches,
              "must not have more than 2048 characters (including spaces) in the search list");
        }
        for (Field search : searches.items()) {
          String text = search.text();
          if (!text.equals(".")) {
            String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
            Form.DNS_SEARCH.faults(plain).forEach(why -> faults.invalidText(search, plain, why));
          }
        }
        for (Field option : config.at("options").items()) {
          if (option.at("name").isEmpty()) {
            faults.required(option, "must not be empty");
          }
        }
      };

  private static final Rule GATES =
      (list, faults) -> {
        Set<String> seen = new HashSet<>();
        for (Field gate : list.items()) {
          String name = gate.at("name").text();
          Form.QUALIFIED_NAME.faults(name).forEach(why -> faults.invalidText(gate, name, why));
          if (!seen.add(name)) {
            faults.duplicateText(gate, name);
          }
        }
      };

  private static final Rule OWN_USERS =
      (spec, faults) -> {
        if (!spec.has("hostUsers") || spec.at("hostUsers").isTrue()) {
          return;
        }
        String why = "when `hostUsers` is false";
        if (spec.at("hostNetwork").isTrue()) {
          faults.forbidden(spec.at("hostNetwork"), why);
        }
        if (spec.at("hostPID").isTrue()) {
          faults.forbidden(spec.place("HostPID"), why);
        }
        if (spec.at("hostIPC").isTrue()) {
          faults.forbidden(spec.place("HostIPC"), why);
        }
        for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
          for (Field container : spec.at(list).items()) {
            if (!container.at("volumeDevices").isEmpty()) {
              faults.forbidden(container.at("volumeDevices"), why);
            }
          }
        }
      };

  private static final Rule HOSTNAME_OVERRIDE =
      (name, faults) -> {
        Field spec = name.parent();
        if (spec.at("setHostnameAsFQDN").isTrue()) {
          faults.forbidden(name, "may not be specified when setHostnameAsFQDN is true");
        }
        if (spec.at("hostNetwork").isTrue()) {
          faults.forbidden(name, "may not be specified when hostNetwork is true");
        }
        if (name.text().length() > LONGEST_HOSTNAME) {
          faults.tooLong(name, LONGEST_HOSTNAME);
        }
        form(Form.DNS_SUBDOMAIN).check(name, faults);
      };

  private static final Rule HOST_ALIAS =
      all(at("ip", Addresses.IP), each("hostnames", form(Form.DNS_SUBDOMAIN)));

  /** Limits alone, as a container's. */
  static final Rule OVERHEAD =
      (overhead, faults) -> {
        for (Field amount : overhead.entries()) {
          Field limit = overhead.at("limits").key(amount.name()).holding(amount);
          ResourceRules.containerName(limit, faults);
          ResourceRules.value(limit, faults);
        }
      };

  private static final Rule OS =
      (os, faults) -> {
        Field name = os.at("name");
        if (name.isEmpty()) {
          faults.required(name);
        } else if (!name.is("linux") && !name.is("windows")) {
          faults.unsupported(os, name.shown(), List.of("linux", "windows"));
        } else {
          OsRules.FIELDS.check(os.parent(), faults);
        }
      };

  /** {@code spec} of a pod, or of a template. */
  static final Rule SPEC =
      all(
          at("terminationGracePeriodSeconds", Checks.PRESENT),
          at("volumes", VolumeRules.VOLUMES),
          at("resourceClaims", RESOURCE_CLAIMS),
          at("containers", ContainerRules.CONTAINERS),
          at("initContainers", ContainerRules.INIT_CONTAINERS),
          at("ephemeralContainers", ContainerRules.EPHEMERAL_CONTAINERS),
          given("resources", POD_RESOURCES),
          HOST_PORTS,
          at("restartPolicy", requiredOneOf("Always", "OnFailure", "Never")),
          at(
              "dnsPolicy",
              requiredOneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None")),
          at("nodeSelector", LABELS),
          at("securityContext", SecurityRules.POD),
          at("affinity", AffinityRules.AFFINITY),
          at("dnsConfig", DNS),
          each("readinessGates", at("conditionType", form(Form.QUALIFIED_NAME))),
          at("schedulingGates", GATES),
          each("topologySpreadConstraints", AffinityRules.SPREAD),
          OWN_USERS,
          given("hostnameOverride", HOSTNAME_OVERRIDE),
          filled("serviceAccountName", form(Form.DNS_SUBDOMAIN)),
          filled("nodeName", form(Form.DNS_SUBDOMAIN)),
          given("activeDeadlineSeconds", Checks.range(1, Integer.MAX_VALUE)),
          filled("hostname", form(Form.DNS_LABEL)),
          filled("subdomain", form(Form.DNS_LABEL)),
          each("tolerations", TaintRules.TOLERATION),
          each("hostAliases", HOST_ALIAS),
          filled("priorityClassName", form(Form.DNS_SUBDOMAIN)),
          given("runtimeClassName", form(Form.DNS_SUBDOMAIN)),
          given("preemptionPolicy", requiredOneOf("PreemptLowerPriority", "Never")),
          given("overhead", OVERHEAD),
          given("os", OS),
          ConsistencyRules.FILE_KEYS);

  /** A server leaves out where labels and annotations of a template stand. */
  static void marks(Field template, Faults faults) {
    Field metadata = template.at("metadata");
    LABELS.check(template.place("labels", metadata.at("labels")), faults);
    Field annotations = template.place("annotations", metadata.at("annotations"));
    MetadataRules.ANNOTATIONS.check(annotations, faults);
    MetadataRules.POD_ANNOTATIONS.check(annotations, faults);
  }

  private static final Rule NO_EPHEMERAL =
      at(
          "spec",
          filled(
              "ephemeralContainers",
              Checks.forbidden("ephemeral containers not allowed in pod template")));

  /** A template of pods. */
  static final Rule TEMPLATE = all(PodRules::marks, at("spec", SPEC), NO_EPHEMERAL);
}
