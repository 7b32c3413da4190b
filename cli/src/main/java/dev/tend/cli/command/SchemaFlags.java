package dev.tend.cli.command;

import dev.tend.cli.Schemas;
import dev.tend.schema.BuiltInSchemas;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which schemas to go by. */
final class SchemaFlags {
  @Option(
      names = "--kubernetes-version",
      converter = KubernetesVersionConverter.class,
      paramLabel = "VERSION",
      defaultValue = BuiltInSchemas.DEFAULT_VERSION,
      description =
          "Version to go by, or `server` for the cluster's own (default: ${DEFAULT-VALUE}).")
  private String version = BuiltInSchemas.DEFAULT_VERSION;

  @Option(
      names = "--schema",
      paramLabel = "LOCATION",
      description =
          "CRDs or JSON Schemas: a file, folder, URL, or template with {{.ResourceKind}};"
              + " `default` stands for the built-in ones.")
  private List<String> locations = new ArrayList<>();

  Schemas schemas() {
    return new Schemas(version, locations);
  }
}
