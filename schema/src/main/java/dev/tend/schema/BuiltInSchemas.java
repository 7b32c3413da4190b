package dev.tend.schema;

/** The schemas that tend carries: the kinds of Kubernetes itself, and tend's own. */
public final class BuiltInSchemas {
  /** The version whose schemas are used where nobody asks for another. */
  public static final String DEFAULT_VERSION = "1.34";

  private BuiltInSchemas() {}

  /** Loads the index now, and each schema when it is first asked for. */
  public static BuiltInCatalog load() {
    return new BuiltInCatalog(DefinitionStore.BUILT_IN);
  }
}
