package dev.tend.schema.policy;

import java.util.Set;

/** What the pod security standards name, in all their versions. */
public final class PodSecurityNames {
  /** That containers have anyhow, so that baseline lets them be added. */
  public static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  /** Kinds of volumes that restricted allows. */
  public static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret",
          "image");

  private PodSecurityNames() {}
}
