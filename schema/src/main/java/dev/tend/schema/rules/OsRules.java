package dev.tend.schema.rules;

import java.util.List;

/** What pods of one operating system can't have. */
final class OsRules {
  private static final List<String> POD_FIELDS = List.of("hostPID", "hostIPC");
  private static final List<String> POD_CONTEXT =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "fsGroup",
          "fsGroupChangePolicy",
          "sysctls");
  private static final List<String> POD_USERS =
      List.of("runAsUser", "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy");
  private static final List<String> CONTAINER_CONTEXT =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "capabilities",
          "readOnlyRootFilesystem",
          "privileged",
          "allowPrivilegeEscalation",
          "procMount",
          "runAsUser",
          "runAsGroup");

  private OsRules() {}

  static final Rule FIELDS =
      (spec, faults) -> {
        boolean windows = spec.at("os", "name").is("windows");
        if (windows) {
          windows(spec, faults);
        }
        forbid(spec.at("securityContext"), windows, List.of(), faults);
        for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
          for (Field container : spec.at(list).items()) {
            forbid(container.at("securityContext"), windows, CONTAINER_CONTEXT, faults);
          }
        }
      };

  private static void windows(Field spec, Faults faults) {
    if (spec.has("hostUsers")) {
      faults.forbidden(spec.at("hostUsers"), "cannot be set for a windows pod");
    }
    Field context = spec.at("securityContext");
    for (String name : POD_CONTEXT.subList(0, POD_CONTEXT.size())) {
      if (!context.at(name).isEmpty()) {
        faults.forbidden(context.at(name), "cannot be set for a windows pod");
      }
    }
    for (String name : POD_FIELDS) {
      if (spec.at(name).isTrue()) {
        faults.forbidden(spec.at(name), "cannot be set for a windows pod");
      }
    }
    if (spec.at("shareProcessNamespace").isSet()) {
      faults.forbidden(spec.at("shareProcessNamespace"), "cannot be set for a windows pod");
    }
    for (String name : POD_USERS) {
      if (!context.at(name).isEmpty()) {
        faults.forbidden(context.at(name), "cannot be set for a windows pod");
      }
    }
  }

  private static void forbid(Field context, boolean windows, List<String> fields, Faults faults) {
    if (!windows && context.has("windowsOptions")) {
      faults.forbidden(
          context.at("windowsOptions"), "windows options cannot be set for a linux pod");
    }
    for (String name : windows ? fields : List.<String>of()) {
      if (!context.at(name).isEmpty()) {
        faults.forbidden(context.at(name), "cannot be set for a windows pod");
      }
    }
  }
}
