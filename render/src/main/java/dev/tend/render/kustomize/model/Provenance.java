package dev.tend.render.kustomize.model;

/**
 * Where an object, or what made or changed it, is written: the content of kustomize's annotations
 * about origins.
 *
 * @param path from the folder that is built, or from the root of a remote repository
 * @param repo empty for local files
 * @param ref empty for local files, and where none is asked for
 * @param configuredIn the file of the generator or transformer, or empty
 */
public record Provenance(
    String path, String repo, String ref, String configuredIn, Configurer configuredBy) {
  public static final Provenance HERE = new Provenance("", "", "", "", Configurer.NOBODY);

  /** A generator or transformer, as an object. */
  public record Configurer(String apiVersion, String kind, String name, String namespace) {
    public static final Configurer NOBODY = new Configurer("", "", "", "");

    public static Configurer builtin(String kind) {
      return new Configurer("builtin", kind, "", "");
    }
  }

  /** As YAML. */
  public String text() {
    StringBuilder text = new StringBuilder();
    field(text, "", "path", path);
    field(text, "", "repo", repo);
    field(text, "", "ref", ref);
    field(text, "", "configuredIn", configuredIn);
    if (!configuredBy.equals(Configurer.NOBODY)) {
      text.append("configuredBy:\n");
      field(text, "  ", "apiVersion", configuredBy.apiVersion());
      field(text, "  ", "kind", configuredBy.kind());
      field(text, "  ", "name", configuredBy.name());
      field(text, "  ", "namespace", configuredBy.namespace());
    }
    return text.isEmpty() ? "{}\n" : text.toString();
  }

  private static void field(StringBuilder text, String margin, String name, String value) {
    if (!value.isEmpty()) {
      text.append(margin).append(name).append(": ").append(value).append('\n');
    }
  }
}
