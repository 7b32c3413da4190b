package dev.tend.schema;

import dev.tend.manifest.KnownFailure;

/** The schemas that tend carries: the kinds of Kubernetes itself, and tend's own. */
public final class BuiltInSchemas {
  /** The version whose schemas are used where nobody asks for another. */
  public static final String DEFAULT_VERSION = "1.34";

  private BuiltInSchemas() {}

  /** Loads the index now, and each schema when it is first asked for. */
  public static BuiltInCatalog load() {
    return load(KubernetesVersion.DEFAULT);
  }

  /**
   * Those of a version.
   *
   * @throws KnownFailure for one whose schemas aren't built in
   */
  public static BuiltInCatalog load(KubernetesVersion version) {
    if (!version.isBuiltIn()) {
      throw new KnownFailure(
          "the schemas of Kubernetes " + version + " are not built in",
          "take a version from "
              + KubernetesVersion.OLDEST
              + " to "
              + KubernetesVersion.NEWEST
              + ", or `server`");
    }
    return new BuiltInCatalog(version);
  }
}
