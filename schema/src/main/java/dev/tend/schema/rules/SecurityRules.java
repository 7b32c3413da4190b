package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.DESCENDING_PATH;
import static dev.tend.schema.rules.Checks.USER_ID;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Security contexts of pods and containers. */
final class SecurityRules {
  private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final String SYSCTL_SYNTAX =
      "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
  private static final Pattern SYSCTL = Pattern.compile(SYSCTL_SYNTAX);
  private static final int LONGEST_SYSCTL = 253;
  private static final int LONGEST_APPARMOR = 4095;

  private SecurityRules() {}

  private static final Rule SECCOMP =
      (profile, faults) -> {
        Field type = profile.at("type");
        Field local = profile.at("localhostProfile");
        if (type.isEmpty()) {
          faults.required(type, "type is required when seccompProfile is set");
        } else if (!PROFILES.contains(type.text())) {
          faults.unsupported(type, PROFILES);
        }
        if (!type.is("Localhost")) {
          if (local.isSet()) {
            faults.invalid(local, profile, "can only be set when seccomp type is Localhost");
          }
        } else if (!local.isSet()) {
          faults.required(local, "must be set when seccomp type is Localhost");
        } else {
          DESCENDING_PATH.check(local, faults);
        }
      };

  private static final Rule APPARMOR =
      (profile, faults) -> {
        Field type = profile.at("type");
        Field local = profile.at("localhostProfile");
        if (type.isEmpty()) {
          faults.required(type, "type is required when appArmorProfile is set");
        } else if (!PROFILES.contains(type.text())) {
          faults.unsupported(type, PROFILES);
        }
        if (!type.is("Localhost")) {
          if (local.isSet()) {
            faults.invalid(local, "can only be set when AppArmor type is Localhost");
          }
        } else if (local.text().isBlank()) {
          faults.required(local, "must be set when AppArmor type is Localhost");
        } else if (!local.text().strip().equals(local.text())) {
          faults.invalid(local, "must not be padded with whitespace");
        } else if (local.text().length() > LONGEST_APPARMOR) {
          faults.tooLong(local, LONGEST_APPARMOR);
        }
      };

  private static final Rule WITHOUT_ESCALATION =
      (context, faults) -> {
        Field escalation = context.at("allowPrivilegeEscalation");
        if (!escalation.isSet() || escalation.isTrue()) {
          return;
        }
        if (context.at("privileged").isTrue()) {
          faults.invalid(
              context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
        for (Field added : context.at("capabilities", "add").items()) {
          if (added.is("CAP_SYS_ADMIN")) {
            faults.invalid(
                context,
                "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add`"
                    + " CAP_SYS_ADMIN");
          }
        }
      };

  private static final Rule PROC_MOUNT =
      (mount, faults) -> {
        oneOf("Default", "Unmasked").check(mount, faults);
        Field users = mount.parent().parent().parent().parent().at("hostUsers");
        if (mount.is("Unmasked") && (!users.isSet() || users.isTrue())) {
          faults.invalid(mount, "`hostUsers` must be false to use `Unmasked`");
        }
      };

  /** {@code securityContext} of a container. */
  static final Rule CONTAINER =
      all(
          given("runAsUser", USER_ID),
          given("runAsGroup", USER_ID),
          given("procMount", PROC_MOUNT),
          given("seccompProfile", SECCOMP),
          WITHOUT_ESCALATION,
          given("appArmorProfile", APPARMOR));

  private static final Rule SYSCTLS =
      (list, faults) -> {
        Set<String> names = new HashSet<>();
        Field spec = list.parent().parent();
        for (Field item : list.items()) {
          Field name = item.at("name");
          if (name.isEmpty()) {
            faults.required(name);
          } else if (name.text().length() > LONGEST_SYSCTL
              || !SYSCTL.matcher(name.text()).matches()) {
            faults.invalid(
                name,
                "must have at most %d characters and match regex %s"
                    .formatted(LONGEST_SYSCTL, SYSCTL_SYNTAX));
          } else if (names.contains(name.text())) {
            faults.duplicate(name);
          }
          String plain = name.text().replace('/', '.');
          if (spec.at("hostNetwork").isTrue() && plain.startsWith("net.")) {
            faults.invalid(name, "may not be specified when 'hostNetwork' is true");
          } else if (spec.at("hostIPC").isTrue()
              && (plain.startsWith("kernel.shm")
                  || plain.startsWith("kernel.msg")
                  || plain.equals("kernel.sem")
                  || plain.startsWith("fs.mqueue."))) {
            faults.invalid(name, "may not be specified when 'hostIPC' is true");
          }
          names.add(name.text());
        }
      };

  private static final Rule SHARED_PROCESSES =
      (context, faults) -> {
        Field spec = context.parent();
        if (spec.at("shareProcessNamespace").isTrue() && spec.at("hostPID").isTrue()) {
          faults.invalid(
              context.place("shareProcessNamespace", spec.at("shareProcessNamespace")),
              "ShareProcessNamespace and HostPID cannot both be enabled");
        }
      };

  /** {@code securityContext} of a pod. */
  static final Rule POD =
      all(
          given("fsGroup", USER_ID),
          given("runAsUser", USER_ID),
          given("runAsGroup", USER_ID),
          each("supplementalGroups", USER_ID),
          SHARED_PROCESSES,
          filled("sysctls", SYSCTLS),
          given("fsGroupChangePolicy", oneOf("Always", "OnRootMismatch")),
          given("seccompProfile", SECCOMP),
          given("appArmorProfile", APPARMOR),
          given("supplementalGroupsPolicy", oneOf("Merge", "Strict")),
          given("seLinuxChangePolicy", oneOf("Recursive")));
}
