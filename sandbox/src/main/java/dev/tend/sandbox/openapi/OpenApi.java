package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Sha256;
import dev.tend.sandbox.discovery.Discovery;
import dev.tend.sandbox.kinds.Release;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.store.Meta;
import dev.tend.schema.BuiltInCatalog;
import dev.tend.schema.ResourceType;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes OpenAPI documents, of version 2 for everything and of version 3 for each group. */
public final class OpenApi {
  private static final String TITLE = "Kubernetes";
  private static final String LIST = "List";

  /** Paths that tell of the server itself, and what reading them is called. */
  private static final Map<String, String> PLAIN =
      new TreeMap<>(
          Map.of(
              ".well-known/openid-configuration", "getServiceAccountIssuerOpenIDConfiguration",
              "api", "getCoreAPIVersions",
              "apis", "getAPIVersions",
              "openid/v1/jwks", "getServiceAccountIssuerOpenIDKeyset",
              "version", "getCodeVersion"));

  private final BuiltInCatalog builtIn;
  private final ServedKinds.Snapshot snapshot;
  private final String release;

  /**
   * @param release what is told apart by the hashes of documents
   */
  public OpenApi(BuiltInCatalog builtIn, ServedKinds.Snapshot snapshot, String release) {
    this.builtIn = builtIn;
    this.snapshot = snapshot;
    this.release = release;
  }

  /** Where the documents of version 3 are. */
  public ObjectNode index() {
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    ObjectNode paths = index.putObject("paths");
    SortedMap<String, GroupVersionKind> documents =
        new TreeMap<>(new Discovery(snapshot).groupVersions());
    for (GroupVersionKind version : List.copyOf(documents.values())) {
      if (!version.group().isEmpty()) {
        documents.put("apis/" + version.group(), new GroupVersionKind(version.group(), "", ""));
      }
    }
    PLAIN.keySet().forEach(path -> documents.put(path, new GroupVersionKind("", "", "")));
    documents.forEach(
        (path, gv) ->
            paths
                .putObject(path)
                .put("serverRelativeURL", "/openapi/v3/%s?hash=%s".formatted(path, hash(gv))));
    return index;
  }

  /** Version 3 of a path that isn't about one version of a group; empty where there is none. */
  public Optional<ObjectNode> plain(String path) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.0.0");
    info(document);
    Paths writer = new Paths(true);
    String group = path.startsWith("apis/") ? path.substring("apis/".length()) : "";
    if (PLAIN.containsKey(path)) {
      writer.addPlain(
          "/" + path + "/", PLAIN.getOrDefault(path, ""), new GroupVersionKind("", "", ""));
    } else if (!group.isEmpty() && new Discovery(snapshot).group(group).isPresent()) {
      GroupVersionKind owner = new GroupVersionKind(group, "", "");
      String id = "get" + Operation.prefix(owner) + "APIGroup";
      writer.addPlain("/" + path + "/", id, owner);
    } else {
      return Optional.empty();
    }
    writer.writeTo(document, new ThirdForm(this::definition));
    ObjectNode schemas = JsonNodeFactory.instance.objectNode();
    complete(schemas, document.path("paths"));
    ObjectNode components = document.putObject("components");
    if (!schemas.isEmpty()) {
      components.set("schemas", schemas);
    }
    secure(components);
    return Optional.of(document);
  }

  /** Changes when the document does, and only then, as clients keep documents by it. */
  public String hash(GroupVersionKind groupVersion) {
    StringBuilder text = new StringBuilder(release).append(groupVersion.apiVersion());
    for (ServedKind kind : snapshot.byKind().values()) {
      if (kind.crd().isPresent() && kind.kind().group().equals(groupVersion.group())) {
        ObjectNode crd = kind.crd().get();
        text.append(Meta.uid(crd)).append(crd.path("metadata").path("generation").asText());
      }
    }
    return HexFormat.of().withUpperCase().formatHex(Sha256.digest(text.toString()));
  }

  /** Version 3 of one group version; empty where none is served. */
  public Optional<ObjectNode> third(String group, String version) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.0.0");
    info(document);
    ObjectNode schemas = builtIn.componentSchemas(group, version);
    boolean any = false;
    Paths writer = new Paths(true);
    for (ServedKind kind : snapshot.byKind().values()) {
      for (ResourceType type : kind.versions()) {
        if (type.gvk().group().equals(group) && type.gvk().version().equals(version)) {
          any = true;
          writer.add(type, kind.isCustom());
          kind.crd().ifPresent(crd -> components().add(schemas, crd, type));
        }
      }
    }
    writer.addRoot(new GroupVersionKind(group, version, ""));
    writer.writeTo(document, new ThirdForm(this::definition));
    complete(schemas, document.path("paths"));
    if (schemas.properties().stream().anyMatch(one -> mentionsMeta(one.getValue()))) {
      addMeta(schemas);
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas);
    secure(components);
    return any ? Optional.of(document) : Optional.empty();
  }

  private CustomDefinitions components() {
    return new CustomDefinitions(
        "#/components/schemas/",
        name ->
            builtIn.component(name).<JsonNode>map(one -> one).orElse(MissingNode.getInstance()));
  }

  /** Adds what is referred to and isn't there. */
  private void complete(ObjectNode schemas, JsonNode referring) {
    for (String name : ThirdForm.mentioned(referring)) {
      if (!schemas.has(name)) {
        Optional<ObjectNode> known = builtIn.component(name);
        if (known.isEmpty() && name.endsWith(LIST)) {
          // Of versions that are no more served only the kinds themselves are known.
          String item = name.substring(0, name.length() - LIST.length());
          known = Optional.of(components().list(item, "objects"));
        }
        if (known.isPresent()) {
          schemas.set(name, known.get());
          complete(schemas, known.get());
        }
      }
    }
  }

  private static void secure(ObjectNode components) {
    components
        .putObject("securitySchemes")
        .putObject("BearerToken")
        .put("type", "apiKey")
        .put("description", "Bearer Token authentication")
        .put("name", "authorization")
        .put("in", "header");
  }

  /** The name of a kind's definition. */
  private String definition(GroupVersionKind gvk) {
    String known = builtIn.definition(gvk);
    if (!known.isEmpty()) {
      return known;
    }
    String group = gvk.group().isEmpty() ? "core" : gvk.group();
    String packaged = group.endsWith(".k8s.io") || !group.contains(".") ? group : "";
    return packaged.isEmpty()
        ? CustomDefinitions.name(gvk)
        : "io.k8s.api.%s.%s.%s"
            .formatted(packaged.replaceFirst("\\..*", ""), gvk.version(), gvk.kind());
  }

  /** Custom types refer to the metadata that the core group publishes. */
  private void addMeta(ObjectNode schemas) {
    for (var entry : builtIn.componentSchemas("", "v1").properties()) {
      if (entry.getKey().startsWith("io.k8s.apimachinery.pkg.apis.meta.v1.")
          && !schemas.has(entry.getKey())) {
        schemas.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private static boolean mentionsMeta(JsonNode schema) {
    return schema.path("properties").path("metadata").has("allOf")
        || schema.path("properties").path("metadata").has("$ref");
  }

  /** Version 2 of everything. */
  public ObjectNode second() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("swagger", "2.0");
    info(document);
    ObjectNode definitions = builtIn.definitions();
    CustomDefinitions custom = new CustomDefinitions("#/definitions/", definitions::path);
    Paths writer = new Paths(false);
    for (ServedKind kind : snapshot.byKind().values()) {
      for (ResourceType type : kind.versions()) {
        writer.add(type, kind.isCustom());
        kind.crd().ifPresent(crd -> custom.add(definitions, crd, type));
      }
    }
    GroupVersionKind none = new GroupVersionKind("", "", "");
    PLAIN.forEach((path, id) -> writer.addPlain("/" + path + "/", id, none));
    writer.writeTo(document);
    document.set("definitions", definitions);
    return document;
  }

  private void info(ObjectNode document) {
    String version = new Release(builtIn.version()).text();
    document.putObject("info").put("title", TITLE).put("version", version);
  }
}
