package dev.tend.sandbox.kinds;

import dev.tend.schema.KubernetesVersion;

/** The release of Kubernetes that a control plane says to be. */
public record Release(KubernetesVersion version) {
  /** Whose answers are recorded, and which is the default. */
  public static final Release DEFAULT = new Release(KubernetesVersion.DEFAULT);

  /** {@code v1.34.2}; of other versions than the default the first release. */
  public String text() {
    return "v" + version + (version.equals(KubernetesVersion.DEFAULT) ? ".2" : ".0");
  }

  /**
   * @param minor 33 for 1.33
   */
  public boolean isSince(int minor) {
    return version.minor() >= minor;
  }
}
