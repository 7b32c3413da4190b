package dev.tend.cli.command;

import dev.tend.apply.Cluster;
import dev.tend.cli.Session;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.UsageFailure;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code KIND/NAME} on the command line, as kubectl takes it; also {@code KIND NAME}. */
final class Workload {
  @Parameters(
      arity = "1..2",
      paramLabel = "KIND/NAME",
      description = "deploy/web, sts/db, ds/agent: short names, plurals and kind.group are fine.")
  private List<String> words = new ArrayList<>();

  /** What was named, and the version to ask for it at. */
  record Named(ResourceId id, String apiVersion) {}

  Named find(Session session) {
    String text = String.join("/", words);
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new UsageFailure(
          "'" + text + "' names no object", "write KIND/NAME, for example deploy/web");
    }
    Cluster cluster = session.cluster();
    ResourceType type =
        cluster
            .resolve(parts[0])
            .orElseThrow(
                () ->
                    new KnownFailure(
                        cluster.description() + " serves no kind called '" + parts[0] + "'",
                        "write it as kubectl api-resources lists it"));
    String namespace =
        type.namespaced() ? session.namespace().orElseGet(cluster::defaultNamespace) : "";
    return new Named(
        new ResourceId(type.gvk().group(), type.gvk().kind(), namespace, parts[1]),
        type.gvk().apiVersion());
  }
}
