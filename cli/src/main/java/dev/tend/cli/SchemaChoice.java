package dev.tend.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.ServerSchemas;
import dev.tend.schema.locations.LocatedCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The catalog that a user's words choose. */
public final class SchemaChoice {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Session session;

  public SchemaChoice(Session session) {
    this.session = session;
  }

  /** The version whose removals count. */
  public KubernetesVersion version(Schemas schemas) {
    if (!schemas.kubernetesVersion().equals(Schemas.SERVER)) {
      return KubernetesVersion.parse(schemas.kubernetesVersion());
    }
    return KubernetesVersion.parse(
        session.cluster().document("/version").path("gitVersion").asText());
  }

  public SchemaCatalog catalog(Schemas schemas) {
    KubernetesVersion version = version(schemas);
    SchemaCatalog base =
        schemas.kubernetesVersion().equals(Schemas.SERVER)
            ? server(version)
            : BuiltInSchemas.load(version);
    return schemas.locations().isEmpty()
        ? base
        : new LocatedCatalog(
            base,
            schemas.locations(),
            version,
            new SchemaFiles(
                session.environment().workingDirectory(),
                new WebSchemas(cache(), session.environment().clock(), TIMEOUT)));
  }

  private Path cache() {
    return session.folders().cache().resolve("schemas");
  }

  /** From its OpenAPI documents, of which each is asked for once until it changes. */
  private SchemaCatalog server(KubernetesVersion version) {
    List<ObjectNode> documents = new ArrayList<>();
    for (JsonNode path : session.cluster().document("/openapi/v3").path("paths")) {
      String url = path.path("serverRelativeURL").asText();
      if (url.startsWith("/openapi/v3/api")) {
        documents.add(document(url));
      }
    }
    return ServerSchemas.of(version, documents);
  }

  private ObjectNode document(String url) {
    String name = HexFormat.of().toHexDigits(url.hashCode()) + url.replaceAll("[^A-Za-z0-9.]", "-");
    Path kept = cache().resolve("openapi").resolve(name + ".json");
    boolean lasting = url.contains("hash=");
    try {
      if (lasting && Files.isRegularFile(kept)) {
        return (ObjectNode) new ObjectMapper().readTree(kept.toFile());
      }
      ObjectNode document = session.cluster().document(url);
      if (lasting) {
        Files.createDirectories(kept.getParent());
        Path fresh = Files.createTempFile(kept.getParent(), "new", "");
        Files.writeString(fresh, document.toString());
        Files.move(fresh, kept, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      }
      return document;
    } catch (IOException e) {
      throw new KnownFailure("Keeping the server's schemas: " + e.getMessage(), "", e);
    }
  }
}
