package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.PORT;
import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.requiredForm;
import static dev.tend.schema.rules.Checks.requiredOneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.given;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Containers of all sorts. */
final class ContainerRules {
  private static final String NOT_FOR_INIT =
      "may not be set for init containers without restartPolicy=Always";

  /** Fields of a container that one added to a running pod can't have. */
  private static final List<String> NOT_EPHEMERAL =
      List.of(
          "ports",
          "resources",
          "resizePolicy",
          "restartPolicy",
          "livenessProbe",
          "readinessProbe",
          "startupProbe",
          "lifecycle");

  private ContainerRules() {}

  private static final Rule PORT_NAMES =
      (container, faults) -> {
        Set<String> names = new HashSet<>();
        for (Field port : container.at("ports").items()) {
          port(port, names, faults);
        }
      };

  private static void port(Field port, Set<String> names, Faults faults) {
    Field name = port.at("name");
    if (!name.isEmpty()) {
      List<String> wrong = Form.PORT_NAME.faults(name.text());
      wrong.forEach(why -> faults.invalid(name, why));
      if (wrong.isEmpty() && !names.add(name.text())) {
        faults.duplicate(name);
      }
    }
    Field number = port.at("containerPort");
    if (number.number() == 0) {
      faults.required(number);
    } else {
      PORT.check(number, faults);
    }
    if (port.at("hostPort").number() != 0) {
      PORT.check(port.at("hostPort"), faults);
    }
    requiredOneOf("SCTP", "TCP", "UDP").check(port.at("protocol"), faults);
  }

  private static final Rule RESIZE =
      (container, faults) -> {
        Field list = container.at("resizePolicy");
        boolean never = container.parent().parent().at("restartPolicy").is("Never");
        Set<String> seen = new HashSet<>();
        for (Field policy : list.items()) {
          Field resource = policy.at("resourceName");
          Field restart = policy.at("restartPolicy");
          if (!seen.add(resource.text())) {
            faults.duplicateText(policy, resource.text());
          }
          requiredOneOf("cpu", "memory").check(list.holding(resource), faults);
          requiredOneOf("NotRequired", "RestartContainer").check(list.holding(restart), faults);
          if (never && !restart.is("NotRequired")) {
            faults.invalidText(
                list, restart.text(), "must be 'NotRequired' when `restartPolicy` is 'Never'");
          }
        }
      };

  /** What all containers have in common. */
  private static final Rule COMMON =
      all(
          at("name", requiredForm(Form.DNS_LABEL)),
          at("image", REQUIRED),
          at("terminationMessagePolicy", requiredOneOf("File", "FallbackToLogsOnError")),
          PORT_NAMES,
          EnvRules.ENV,
          MountRules.MOUNTS,
          at("imagePullPolicy", requiredOneOf("Always", "IfNotPresent", "Never")),
          at("resources", ResourceRules.REQUIREMENTS),
          RESIZE,
          given("securityContext", SecurityRules.CONTAINER));

  static final Rule CONTAINERS =
      (list, faults) -> {
        if (list.isEmpty()) {
          faults.required(list);
          return;
        }
        Set<String> names = new HashSet<>();
        for (Field container : list.items()) {
          COMMON.check(container, faults);
          if (!names.add(container.at("name").text())) {
            faults.duplicate(container.at("name"));
          }
          ProbeRules.LIFECYCLE.check(container, faults);
          ProbeRules.PROBES.check(container, faults);
        }
        hostPorts(list.items(), list, faults);
      };

  static final Rule INIT_CONTAINERS =
      (list, faults) -> {
        Set<String> names = new HashSet<>();
        list.parent().at("containers").items().forEach(c -> names.add(c.at("name").text()));
        for (Field container : list.items()) {
          COMMON.check(container, faults);
          Field policy = container.at("restartPolicy");
          Field name = container.at("name");
          if (names.contains(name.text())) {
            faults.duplicate(name);
          } else if (!name.isEmpty()) {
            names.add(name.text());
          }
          hostPorts(List.of(container), list, faults);
          if (policy.is("Always")) {
            ProbeRules.LIFECYCLE.check(container, faults);
            ProbeRules.PROBES.check(container, faults);
          } else {
            for (String field :
                List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
              if (container.has(field)) {
                faults.forbidden(container.at(field), NOT_FOR_INIT);
              }
            }
          }
        }
      };

  /** Only pods are refused for it: a template may be mended yet. */
  static final Rule IMAGE_UNPADDED =
      at(
          "image",
          Checks.invalid(
              image -> !image.text().strip().equals(image.text()),
              "must not have leading or trailing whitespace"));

  static final Rule EPHEMERAL_CONTAINERS =
      (list, faults) -> {
        Set<String> others = new HashSet<>();
        for (String field : List.of("containers", "initContainers")) {
          list.parent().at(field).items().forEach(c -> others.add(c.at("name").text()));
        }
        Set<String> names = new HashSet<>(others);
        for (Field container : list.items()) {
          COMMON.check(container, faults);
          IMAGE_UNPADDED.check(container, faults);
          if (!names.add(container.at("name").text())) {
            faults.duplicate(container.at("name"));
          }
          Field target = container.at("targetContainerName");
          if (!target.isEmpty() && !others.contains(target.text())) {
            faults.notFound(target, target.text(), "");
          }
          for (String field : NOT_EPHEMERAL) {
            if (!container.at(field).isEmpty()) {
              faults.forbidden(container.at(field), "cannot be set for an Ephemeral Container");
            }
          }
        }
      };

  /** No port of the node twice; numbered within the containers given. */
  private static void hostPorts(List<Field> containers, Field list, Faults faults) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      List<Field> ports = containers.get(i).at("ports").items();
      for (int j = 0; j < ports.size(); j++) {
        Field port = ports.get(j);
        String used =
            "%s/%s/%d"
                .formatted(
                    port.at("protocol").text(),
                    port.at("hostIP").text(),
                    port.at("hostPort").number());
        if (port.at("hostPort").number() != 0 && !seen.add(used)) {
          faults.duplicateText(list.index(i).at("ports").index(j).at("hostPort"), used);
        }
      }
    }
  }
}
