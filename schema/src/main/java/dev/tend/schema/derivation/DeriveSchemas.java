package dev.tend.schema.derivation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.openapi.models.V1CustomResourceDefinition;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the index and the definitions of the built-in schemas. Takes one argument: the folder of
 * the module's classes.
 */
public final class DeriveSchemas {
  private DeriveSchemas() {}

  public static void main(String[] args) throws IOException, URISyntaxException {
    Path folder = Path.of(args[0]).resolve("dev/tend/schema");
    var output = new SchemaFiles(folder);
    if (output.writtenAfter(newestInput())) {
      return;
    }
    List<KindFact> kinds = KindFact.read();
    Map<String, ObjectNode> known = new TreeMap<>(PublishedTypes.read());
    known.putAll(ReflectedTypes.read());
    output.write(kinds, Selection.published(known, kinds));
    List<RemovedFact> removed = RemovedFact.read();
    output.writeRemoved(removed, Selection.removed(known, removed));
  }

  private static FileTime newestInput() throws IOException, URISyntaxException {
    Path classes = Path.of(location(DeriveSchemas.class).toURI());
    FileTime newest = FileTime.fromMillis(0);
    List<Path> inputs;
    try (Stream<Path> own = Files.walk(classes.resolve("dev/tend/schema/derivation"))) {
      inputs = own.filter(Files::isRegularFile).toList();
    }
    URLConnection published =
        Objects.requireNonNull(DeriveSchemas.class.getResource(PublishedTypes.RESOURCE))
            .openConnection();
    URL jar = ((JarURLConnection) published).getJarFileURL();
    List<Path> jars =
        List.of(Path.of(jar.toURI()), Path.of(location(V1CustomResourceDefinition.class).toURI()));
    for (Path input : Stream.concat(inputs.stream(), jars.stream()).toList()) {
      FileTime changed = Files.getLastModifiedTime(input);
      newest = changed.compareTo(newest) > 0 ? changed : newest;
    }
    return newest;
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
