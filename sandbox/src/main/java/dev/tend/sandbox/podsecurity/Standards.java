package dev.tend.sandbox.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which checks a standard has, since which version. */
final class Standards {
  private static final Set<String> TYPES =
      Set.of("container_t", "container_init_t", "container_kvm_t");
  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start");

  /** In the order in which findings are listed: those of baseline first, each sorted by name. */
  private static final List<Rule> RULES =
      List.of(
          baseline("appArmorProfile").since(0, KernelChecks::appArmor),
          baseline("capabilities_baseline").since(0, PrivilegeChecks::addedCapabilities),
          baseline("hostNamespaces").since(0, HostChecks::namespaces),
          baseline("hostPathVolumes").since(0, HostChecks::pathVolumes),
          baseline("hostPorts").since(0, HostChecks::ports),
          baseline("hostProbesAndHostLifecycle").since(34, HostChecks::probes),
          baseline("privileged").since(0, PrivilegeChecks::privileged),
          baseline("procMount").since(0, KernelChecks::procMount),
          baseline("seLinuxOptions")
              .since(0, KernelChecks.seLinux(TYPES))
              .since(31, KernelChecks.seLinux(and(TYPES, "container_engine_t"))),
          baseline("seccompProfile_baseline")
              .since(0, SeccompChecks::annotations)
              .since(19, SeccompChecks::given),
          sysctls(),
          baseline("windowsHostProcess").since(0, HostChecks::windowsProcess),
          restricted("allowPrivilegeEscalation", "")
              .since(8, PrivilegeChecks::escalation)
              .since(25, onLinux(PrivilegeChecks::escalation)),
          restricted("capabilities_restricted", "capabilities_baseline")
              .since(22, PrivilegeChecks::keptCapabilities)
              .since(25, onLinux(PrivilegeChecks::keptCapabilities)),
          restricted("restrictedVolumes", "hostPathVolumes").since(0, VolumeChecks::types),
          restricted("runAsNonRoot", "").since(0, PrivilegeChecks::asRoot),
          restricted("runAsUser", "").since(23, PrivilegeChecks::asUserZero),
          restricted("seccompProfile_restricted", "seccompProfile_baseline")
              .since(19, SeccompChecks::required)
              .since(25, onLinux(SeccompChecks::required)));

  private Standards() {}

  /** What a pod asks for that the standard doesn't let it have. */
  static List<Finding> findings(Standard standard, PodView pod) {
    boolean strict = standard.level() == Level.RESTRICTED;
    if (standard.level() == Level.PRIVILEGED) {
      return List.of();
    }
    Set<String> replaced = new TreeSet<>();
    if (strict) {
      RULES.stream()
          .filter(rule -> rule.at(standard.minor()).isPresent())
          .forEach(rule -> replaced.add(rule.replaces()));
    }
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : RULES) {
      boolean applies = rule.level() == Level.BASELINE || strict;
      if (applies && !replaced.contains(rule.name())) {
        rule.at(standard.minor()).flatMap(check -> check.of(pod)).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Rule sysctls() {
    Set<String> reserved = and(SYSCTLS, "net.ipv4.ip_local_reserved_ports");
    Set<String> keeping =
        and(
            reserved,
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");
    return baseline("sysctls")
        .since(0, KernelChecks.sysctls(SYSCTLS))
        .since(27, KernelChecks.sysctls(reserved))
        .since(29, KernelChecks.sysctls(keeping))
        .since(32, KernelChecks.sysctls(and(keeping, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem")));
  }

  private static Set<String> and(Set<String> names, String... more) {
    Set<String> all = new TreeSet<>(names);
    all.addAll(List.of(more));
    return all;
  }

  private static Check onLinux(Check check) {
    return check.exceptOnWindows();
  }

  private static Rule baseline(String name) {
    return new Rule(name, Level.BASELINE, "", new TreeMap<>());
  }

  private static Rule restricted(String name, String replaces) {
    return new Rule(name, Level.RESTRICTED, replaces, new TreeMap<>());
  }

  /**
   * A check by minor version.
   *
   * @param replaces the name of another one that this one says more than, or empty
   */
  private record Rule(String name, Level level, String replaces, TreeMap<Integer, Check> since) {
    Rule since(int minor, Check check) {
      TreeMap<Integer, Check> next = new TreeMap<>(since);
      next.put(minor, check);
      return new Rule(name, level, replaces, next);
    }

    Optional<Check> at(int minor) {
      return Optional.ofNullable(since.floorEntry(minor)).map(java.util.Map.Entry::getValue);
    }
  }
}
