package dev.tend.schema.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.schema.policy.PolicyRule.Sink;
import dev.tend.schema.policy.Subject.Container;
import java.util.List;
import java.util.Set;

/** The levels baseline and restricted of Kubernetes' pod security standards. */
final class PodSecurity {
  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_wmem");
  private static final Set<String> SELINUX =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  static final List<PolicyRule> BASELINE =
      List.of(
          PolicyRule.error("host-namespaces", PodSecurity::hostNamespaces),
          PolicyRule.error("privileged", PodSecurity::privileged),
          PolicyRule.error("capabilities", PodSecurity::capabilities),
          PolicyRule.error("host-path", PodSecurity::hostPath),
          PolicyRule.error("host-ports", PodSecurity::hostPorts),
          PolicyRule.error("proc-mount", PodSecurity::procMount),
          PolicyRule.error("seccomp", PodSecurity::unconfined),
          PolicyRule.error("selinux", PodSecurity::selinux),
          PolicyRule.error("apparmor", PodSecurity::apparmor),
          PolicyRule.error("sysctls", PodSecurity::sysctls),
          PolicyRule.error("host-process", PodSecurity::hostProcess));

  static final List<PolicyRule> RESTRICTED =
      List.of(
          PolicyRule.error("volume-types", PodSecurity::volumeTypes),
          PolicyRule.error("privilege-escalation", PodSecurity::escalation),
          PolicyRule.error("run-as-non-root", PodSecurity::nonRoot),
          PolicyRule.error("run-as-user", PodSecurity::rootUser),
          PolicyRule.error("seccomp-default", PodSecurity::seccomp),
          PolicyRule.error("drop-capabilities", PodSecurity::dropAll));

  private PodSecurity() {}

  private static void hostNamespaces(Subject subject, Sink sink) {
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (subject.spec().path(field).asBoolean()) {
        sink.add(
            subject.path().key(field),
            "`" + field + "` shares a namespace of the node with the pod",
            "Leave it out");
      }
    }
  }

  private static JsonNode context(Container container) {
    return container.node().path("securityContext");
  }

  private static FieldPath contextPath(Container container) {
    return container.path().key("securityContext");
  }

  private static void privileged(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      if (context(container).path("privileged").asBoolean()) {
        sink.add(
            contextPath(container).key("privileged"),
            "Container `" + container.name() + "` may do all that root of the node may",
            "Leave `privileged` out, and add the capabilities that it needs");
      }
    }
  }

  private static void capabilities(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      JsonNode added = context(container).path("capabilities").path("add");
      for (int i = 0; i < added.size(); i++) {
        if (!PodSecurityNames.CAPABILITIES.contains(added.path(i).asText())) {
          sink.add(
              contextPath(container).key("capabilities").key("add").index(i),
              "Capability `" + added.path(i).asText() + "` is more than the usual ones",
              "");
        }
      }
    }
  }

  private static void hostPath(Subject subject, Sink sink) {
    JsonNode volumes = subject.spec().path("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      if (volumes.path(i).has("hostPath")) {
        sink.add(
            subject.path().key("volumes").index(i).key("hostPath"),
            "Volume `" + volumes.path(i).path("name").asText() + "` is a folder of the node",
            "Use a PersistentVolumeClaim, a ConfigMap or an emptyDir");
      }
    }
  }

  private static void hostPorts(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      JsonNode ports = container.node().path("ports");
      for (int i = 0; i < ports.size(); i++) {
        if (ports.path(i).path("hostPort").asInt() != 0) {
          sink.add(
              container.path().key("ports").index(i).key("hostPort"),
              "Port " + ports.path(i).path("hostPort").asText() + " of the node is taken",
              "Use a Service");
        }
      }
    }
  }

  private static void procMount(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      JsonNode mount = context(container).path("procMount");
      if (mount.isTextual() && !mount.asText().equals("Default")) {
        sink.add(contextPath(container).key("procMount"), "/proc is not masked", "Leave it out");
      }
    }
  }

  private static void unconfined(Subject subject, Sink sink) {
    FieldPath pod = subject.path().key("securityContext").key("seccompProfile").key("type");
    if (isUnconfined(subject.spec().path("securityContext").path("seccompProfile"))) {
      sink.add(pod, "No system call is filtered", "Write `type: RuntimeDefault`");
    }
    for (Container container : subject.containers()) {
      if (isUnconfined(context(container).path("seccompProfile"))) {
        sink.add(
            contextPath(container).key("seccompProfile").key("type"),
            "No system call of container `" + container.name() + "` is filtered",
            "Write `type: RuntimeDefault`");
      }
    }
  }

  private static boolean isUnconfined(JsonNode profile) {
    return profile.path("type").asText().equals("Unconfined");
  }

  private static void selinux(Subject subject, Sink sink) {
    selinux(subject.spec().path("securityContext"), subject.path().key("securityContext"), sink);
    subject
        .containers()
        .forEach(container -> selinux(context(container), contextPath(container), sink));
  }

  private static void selinux(JsonNode context, FieldPath path, Sink sink) {
    JsonNode options = context.path("seLinuxOptions");
    boolean own = options.has("user") || options.has("role");
    if (own || !SELINUX.contains(options.path("type").asText(""))) {
      sink.add(path.key("seLinuxOptions"), "SELinux is set to more than containers need", "");
    }
  }

  private static void apparmor(Subject subject, Sink sink) {
    if (isUnconfined(subject.spec().path("securityContext").path("appArmorProfile"))) {
      sink.add(subject.path().key("securityContext").key("appArmorProfile"), "AppArmor is off", "");
    }
    for (Container container : subject.containers()) {
      if (isUnconfined(context(container).path("appArmorProfile"))) {
        sink.add(contextPath(container).key("appArmorProfile"), "AppArmor is off", "");
      }
    }
  }

  private static void sysctls(Subject subject, Sink sink) {
    JsonNode sysctls = subject.spec().path("securityContext").path("sysctls");
    for (int i = 0; i < sysctls.size(); i++) {
      String name = sysctls.path(i).path("name").asText();
      if (!SYSCTLS.contains(name)) {
        sink.add(
            subject.path().key("securityContext").key("sysctls").index(i),
            "`" + name + "` is not one of the safe sysctls",
            "");
      }
    }
  }

  private static void hostProcess(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      if (context(container).path("windowsOptions").path("hostProcess").asBoolean()) {
        sink.add(
            contextPath(container).key("windowsOptions").key("hostProcess"),
            "Container `" + container.name() + "` is a process of the node",
            "");
      }
    }
  }

  private static void volumeTypes(Subject subject, Sink sink) {
    JsonNode volumes = subject.spec().path("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      for (var field : volumes.path(i).properties()) {
        String type = field.getKey();
        if (!type.equals("name")
            && !type.equals("hostPath")
            && !PodSecurityNames.VOLUMES.contains(type)) {
          sink.add(
              subject.path().key("volumes").index(i).key(type),
              "Volumes of type `" + type + "` are not allowed here",
              "Use a PersistentVolumeClaim");
        }
      }
    }
  }

  private static void escalation(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      JsonNode allowed = context(container).path("allowPrivilegeEscalation");
      if (!subject.isWindows() && (!allowed.isBoolean() || allowed.asBoolean())) {
        sink.add(
            contextPath(container).key("allowPrivilegeEscalation"),
            "Container `" + container.name() + "` may gain rights that it wasn't started with",
            "Write `allowPrivilegeEscalation: false` in its `securityContext`");
      }
    }
  }

  private static void nonRoot(Subject subject, Sink sink) {
    JsonNode pod = subject.spec().path("securityContext").path("runAsNonRoot");
    for (Container container : subject.containers()) {
      JsonNode own = context(container).path("runAsNonRoot");
      if (!(own.isBoolean() ? own : pod).asBoolean()) {
        sink.add(
            contextPath(container).key("runAsNonRoot"),
            "Container `" + container.name() + "` may run as root",
            "Write `runAsNonRoot: true` in the `securityContext` of the pod or the container");
      }
    }
  }

  private static void rootUser(Subject subject, Sink sink) {
    JsonNode pod = subject.spec().path("securityContext").path("runAsUser");
    if (pod.isNumber() && pod.asLong() == 0) {
      sink.add(subject.path().key("securityContext").key("runAsUser"), "The pod runs as root", "");
    }
    for (Container container : subject.containers()) {
      JsonNode own = context(container).path("runAsUser");
      if (own.isNumber() && own.asLong() == 0) {
        sink.add(
            contextPath(container).key("runAsUser"),
            "Container `" + container.name() + "` runs as root",
            "");
      }
    }
  }

  private static void seccomp(Subject subject, Sink sink) {
    boolean pod = subject.spec().path("securityContext").path("seccompProfile").has("type");
    for (Container container : subject.containers()) {
      if (!subject.isWindows() && !pod && !context(container).path("seccompProfile").has("type")) {
        sink.add(
            contextPath(container).key("seccompProfile"),
            "No profile filters the system calls of container `" + container.name() + "`",
            "Write `seccompProfile: {type: RuntimeDefault}` in the pod's `securityContext`");
      }
    }
  }

  private static void dropAll(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      JsonNode capabilities = context(container).path("capabilities");
      boolean all = false;
      for (JsonNode dropped : capabilities.path("drop")) {
        all |= dropped.asText().equals("ALL");
      }
      if (!all && !subject.isWindows()) {
        sink.add(
            contextPath(container).key("capabilities").key("drop"),
            "Container `" + container.name() + "` keeps capabilities",
            "Write `capabilities: {drop: [ALL]}` in its `securityContext`");
      }
      JsonNode added = capabilities.path("add");
      for (int i = 0; i < added.size(); i++) {
        if (!added.path(i).asText().equals("NET_BIND_SERVICE")) {
          sink.add(
              contextPath(container).key("capabilities").key("add").index(i),
              "Only NET_BIND_SERVICE may be added",
              "");
        }
      }
    }
  }
}
