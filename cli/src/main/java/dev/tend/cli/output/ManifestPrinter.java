package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.render.kustomize.tree.GoYamlWriter;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints manifests as a stream of YAML documents, or as one JSON List that kubectl reads. */
public final class ManifestPrinter {
  /** The formats. */
  public enum Format {
    YAML,
    JSON
  }

  private final Format format;
  private final boolean origin;

  public ManifestPrinter(Format format) {
    this(format, false);
  }

  /**
   * @param origin whether each YAML document begins with a comment on where its object is written
   */
  public ManifestPrinter(Format format, boolean origin) {
    this.format = format;
    this.origin = origin;
  }

  public void print(List<Manifest> manifests, PrintStream out) {
    switch (format) {
      case YAML -> {
        String separator = "";
        for (Manifest manifest : manifests) {
          out.print(separator);
          out.print(yaml(manifest));
          separator = "---\n";
        }
        out.flush();
      }
      case JSON -> Json.print(out, list(manifests));
    }
  }

  private String yaml(Manifest manifest) {
    String comment = origin ? "# Source: " + manifest.origin().locate(FieldPath.ROOT) + "\n" : "";
    return comment + GoYamlWriter.write(manifest.content());
  }

  private static ObjectNode list(List<Manifest> manifests) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = list.putArray("items");
    manifests.forEach(manifest -> items.add(manifest.content()));
    return list;
  }

  /** One file for each object: its name to its text, in the order of the manifests. */
  public Map<String, String> files(List<Manifest> manifests) {
    Map<String, String> files = new LinkedHashMap<>();
    for (Manifest manifest : manifests) {
      String text =
          switch (format) {
            case YAML -> yaml(manifest);
            case JSON -> manifest.content().toPrettyString() + "\n";
          };
      files.put(fileName(manifest.id()), text);
    }
    return files;
  }

  /** {@code apps_deployment_shop_web.yaml}: unique, because it is the whole identity. */
  private String fileName(ResourceId id) {
    String name =
        String.join(
            "_",
            List.of(id.group(), id.kind().toLowerCase(Locale.ROOT), id.namespace(), id.name())
                .stream()
                .filter(part -> !part.isEmpty())
                .toList());
    return name.replace(':', '-') + "." + format.name().toLowerCase(Locale.ROOT);
  }
}
