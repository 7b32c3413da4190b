package dev.tend.cli;

import dev.tend.schema.BuiltInSchemas;
import java.util.List;

/**
 * What manifests are checked against.
 *
 * @param kubernetesVersion a minor version, or {@code server}
 * @param locations of further schemas, in the order in which they are asked
 */
public record Schemas(String kubernetesVersion, List<String> locations) {
  public static final String SERVER = "server";
  static final Schemas USUAL = new Schemas(BuiltInSchemas.DEFAULT_VERSION, List.of());

  public Schemas {
    locations = List.copyOf(locations);
  }
}
