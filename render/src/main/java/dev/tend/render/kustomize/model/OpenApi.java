package dev.tend.render.kustomize.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of kinds: which live outside of namespaces, and how their lists merge. kustomize
 * knows those of Kubernetes 1.21; a kustomization can bring others instead.
 */
public final class OpenApi {
  /** The only version of Kubernetes whose kinds kustomize knows. */
  public static final String VERSION = "v1.21.2";

  private static final String RESOURCE = "/dev/tend/render/kustomize/merge-keys.json";

  private final JsonNode builtIn;
  private final Set<Gvk> clusterScoped = new HashSet<>();
  private final Set<Gvk> namespaced = new HashSet<>();
  private final Set<Gvk> broughtClusterScoped = new HashSet<>();
  private final Map<Gvk, JsonNode> byKind = new HashMap<>();
  private final Map<String, JsonNode> definitions = new HashMap<>();
  private boolean decided;
  private boolean askedForOthers;

  private OpenApi(JsonNode builtIn) {
    this.builtIn = builtIn;
    builtIn.path("clusterScoped").forEach(kind -> clusterScoped.add(named(kind)));
    builtIn.path("namespaced").forEach(kind -> namespaced.add(named(kind)));
    enter(builtIn.path("definitions"));
  }

  private static Gvk named(JsonNode kind) {
    String[] words = kind.asText().split(" ", 2);
    return Gvk.of(words[0], words[1]);
  }

  public static OpenApi load() {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new OpenApi(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One for another build. */
  public OpenApi fresh() {
    return new OpenApi(builtIn);
  }

  public boolean isClusterScoped(Gvk gvk) {
    boolean clustered = clusterScoped.contains(gvk) || broughtClusterScoped.contains(gvk);
    askedForOthers |= !clustered && !decided && !namespaced.contains(gvk);
    return clustered;
  }

  /** The kind's schema; null where nothing is known of its lists. */
  public @Nullable TypeSchema schema(String apiVersion, String kind) {
    JsonNode schema = byKind.get(Gvk.of(apiVersion, kind));
    return schema == null ? null : new TypeSchema(schema, definitions);
  }

  /**
   * Takes other kinds instead of the built-in ones, or besides them where objects of unknown kinds
   * were read before. The first kustomization that asks for any, seen from the one that is built,
   * decides for all.
   */
  public void use(JsonNode document) {
    if (decided) {
      return;
    }
    decided = true;
    if (!askedForOthers) {
      byKind.clear();
      definitions.clear();
    }
    enter(document.path("definitions"));
    document.path("paths").properties().forEach(path -> enterScope(path.getKey(), path.getValue()));
  }

  /** Keeps the built-in kinds, whatever bases ask for. */
  public void useBuiltIn() {
    decided = true;
  }

  private void enter(JsonNode all) {
    all.properties()
        .forEach(
            definition -> {
              definitions.put(definition.getKey(), definition.getValue());
              for (JsonNode kind : definition.getValue().path("x-kubernetes-group-version-kind")) {
                byKind.put(gvk(kind), definition.getValue());
              }
            });
  }

  private void enterScope(String path, JsonNode operations) {
    JsonNode kind = operations.path("get").path("x-kubernetes-group-version-kind");
    if (kind.isMissingNode() || clusterScoped.contains(gvk(kind))) {
      return;
    }
    if (path.contains("namespaces/{namespace}")) {
      namespaced.add(gvk(kind));
      broughtClusterScoped.remove(gvk(kind));
    } else if (!namespaced.contains(gvk(kind))) {
      broughtClusterScoped.add(gvk(kind));
    }
  }

  private static Gvk gvk(JsonNode kind) {
    return new Gvk(
        kind.path("group").asText(""),
        kind.path("version").asText(""),
        kind.path("kind").asText(""));
  }
}
