package dev.tend.schema.references;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.schema.references.SetIndex.Pods;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What pods mount and read: ConfigMaps, Secrets and their keys, claims, service accounts. */
record PodReferences(SetIndex set, Findings findings) {
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  void check(Pods pods) {
    Manifest owner = pods.owner();
    JsonNode spec = pods.spec();
    String namespace = owner.id().namespace();
    String account = spec.path("serviceAccountName").asText(spec.path("serviceAccount").asText(""));
    if (!account.equals("default")) {
      String field = spec.has("serviceAccountName") ? "serviceAccountName" : "serviceAccount";
      findings.require(owner, pods.path().key(field), "ServiceAccount", namespace, account);
    }
    each(
        spec,
        pods.path(),
        "imagePullSecrets",
        (secret, path) ->
            findings.require(
                owner, path.key("name"), "Secret", namespace, secret.path("name").asText()));
    each(spec, pods.path(), "volumes", (volume, path) -> volume(owner, volume, path));
    for (String list : CONTAINERS) {
      each(spec, pods.path(), list, (container, path) -> container(owner, container, path));
    }
  }

  private interface Visit {
    void of(JsonNode item, FieldPath path);
  }

  private static void each(JsonNode holder, FieldPath path, String list, Visit visit) {
    for (int i = 0; i < holder.path(list).size(); i++) {
      visit.of(holder.path(list).path(i), path.key(list).index(i));
    }
  }

  private void volume(Manifest owner, JsonNode volume, FieldPath path) {
    source(owner, "ConfigMap", volume.path("configMap"), path.key("configMap"), "name");
    source(owner, "Secret", volume.path("secret"), path.key("secret"), "secretName");
    JsonNode claim = volume.path("persistentVolumeClaim").path("claimName");
    findings.require(
        owner,
        path.key("persistentVolumeClaim").key("claimName"),
        "PersistentVolumeClaim",
        owner.id().namespace(),
        claim.asText());
    each(
        volume.path("projected"),
        path.key("projected"),
        "sources",
        (one, at) -> {
          source(owner, "ConfigMap", one.path("configMap"), at.key("configMap"), "name");
          source(owner, "Secret", one.path("secret"), at.key("secret"), "name");
        });
  }

  private void source(
      Manifest owner, String kind, JsonNode source, FieldPath path, String nameField) {
    String name = source.path(nameField).asText();
    if (name.isEmpty() || source.path("optional").asBoolean() || isEverywhere(kind, name)) {
      return;
    }
    findings.require(owner, path.key(nameField), kind, owner.id().namespace(), name);
    each(
        source,
        path,
        "items",
        (item, at) -> key(owner, kind, name, item.path("key").asText(), at.key("key")));
  }

  private void container(Manifest owner, JsonNode container, FieldPath path) {
    each(
        container,
        path,
        "envFrom",
        (from, at) -> {
          reference(owner, "ConfigMap", from.path("configMapRef"), at.key("configMapRef"));
          reference(owner, "Secret", from.path("secretRef"), at.key("secretRef"));
        });
    each(
        container,
        path,
        "env",
        (variable, at) -> {
          JsonNode from = variable.path("valueFrom");
          FieldPath place = at.key("valueFrom");
          reference(owner, "ConfigMap", from.path("configMapKeyRef"), place.key("configMapKeyRef"));
          reference(owner, "Secret", from.path("secretKeyRef"), place.key("secretKeyRef"));
        });
  }

  private void reference(Manifest owner, String kind, JsonNode reference, FieldPath path) {
    String name = reference.path("name").asText();
    if (name.isEmpty() || reference.path("optional").asBoolean() || isEverywhere(kind, name)) {
      return;
    }
    findings.require(owner, path.key("name"), kind, owner.id().namespace(), name);
    if (reference.has("key")) {
      key(owner, kind, name, reference.path("key").asText(), path.key("key"));
    }
  }

  private static boolean isEverywhere(String kind, String name) {
    return kind.equals("ConfigMap")
        && (name.equals("kube-root-ca.crt") || name.equals("extension-apiserver-authentication"));
  }

  private void key(Manifest owner, String kind, String name, String key, FieldPath path) {
    Optional<Manifest> found = set.find(kind, owner.id().namespace(), name);
    if (found.isEmpty() || key.isEmpty() || findings.isExternal(owner, kind, name)) {
      return;
    }
    TreeSet<String> keys = new TreeSet<>();
    for (String map : List.of("data", "binaryData", "stringData")) {
      found.get().content().path(map).fieldNames().forEachRemaining(keys::add);
    }
    // One that is empty is filled by somebody else.
    if (!keys.isEmpty() && !keys.contains(key)) {
      String near = NearMiss.hint(key, keys);
      findings.warn(
          owner,
          path,
          "reference/key",
          "%s `%s` has no key `%s`".formatted(kind, name, key),
          near.isEmpty() ? "It has " + String.join(", ", keys.stream().limit(8).toList()) : near);
    }
  }
}
