package dev.tend.schema.references;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The objects of a set, by what others call them. */
final class SetIndex {
  private static final String CRDS = "apiextensions.k8s.io";
  private static final List<String> POD_HOLDERS =
      List.of(
          "Pod",
          "PodTemplate",
          "ReplicationController",
          "Deployment",
          "ReplicaSet",
          "StatefulSet",
          "DaemonSet",
          "Job",
          "CronJob");

  /**
   * Pods that an object makes.
   *
   * @param path of their spec
   */
  record Pods(Manifest owner, JsonNode labels, JsonNode spec, FieldPath path) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other; // Each is made once.
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(owner);
    }
  }

  private static final FieldPath OF_POD = FieldPath.of("spec");
  private static final FieldPath OF_CRON_JOB =
      FieldPath.of("spec", "jobTemplate", "spec", "template", "spec");
  private static final FieldPath OF_TEMPLATE = FieldPath.of("template", "spec");
  private static final FieldPath OF_WORKLOAD = FieldPath.of("spec", "template", "spec");

  private final Map<String, List<Manifest>> byName = new HashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, List<Pods>> byLabel = new HashMap<>();
  private final List<Pods> all = new ArrayList<>();
  private final Map<Manifest, Pods> byOwner = new IdentityHashMap<>();
  private final Set<String> customIn = new HashSet<>();
  private final Set<String> madeByOthers = new HashSet<>();

  /**
   * @param builtIn tells the kinds whose behaviour is known
   */
  SetIndex(List<Manifest> manifests, Predicate<GroupVersionKind> builtIn) {
    for (Manifest manifest : manifests) {
      String kind = manifest.id().kind();
      String name = manifest.id().name();
      byName.computeIfAbsent(kind + "/" + name, key -> new ArrayList<>(1)).add(manifest);
      names.computeIfAbsent(kind, key -> new ArrayList<>()).add(name);
      podsIn(manifest).ifPresent(this::add);
      if (!builtIn.test(manifest.type()) && !manifest.id().group().equals(CRDS)) {
        customIn.add(manifest.id().namespace());
        made(manifest);
      }
    }
  }

  /** Secrets that controllers make of other objects. */
  private void made(Manifest manifest) {
    JsonNode spec = manifest.content().path("spec");
    switch (manifest.id().kind()) {
      case "Certificate" -> madeByOthers.add("Secret/" + spec.path("secretName").asText());
      case "SealedSecret" -> madeByOthers.add("Secret/" + manifest.id().name());
      case "ExternalSecret", "VaultStaticSecret" ->
          madeByOthers.add(
              "Secret/" + spec.path("target").path("name").asText(manifest.id().name()));
      default -> {}
    }
  }

  /** The pods that an object makes, of whichever kind it is. */
  Optional<Pods> podsOf(Manifest manifest) {
    return Optional.ofNullable(byOwner.get(manifest));
  }

  private static Optional<Pods> podsIn(Manifest manifest) {
    JsonNode content = manifest.content();
    String kind = manifest.id().kind();
    if (kind.equals("Pod")) {
      JsonNode labels = content.path("metadata").path("labels");
      return Optional.of(new Pods(manifest, labels, content.path("spec"), OF_POD));
    }
    FieldPath path =
        switch (kind) {
          case "CronJob" -> OF_CRON_JOB;
          case "PodTemplate" -> OF_TEMPLATE;
          default -> OF_WORKLOAD;
        };
    JsonNode template = template(kind, content);
    boolean looksLikePods = template.path("spec").path("containers").isArray();
    return looksLikePods || POD_HOLDERS.contains(kind)
        ? Optional.of(
            new Pods(
                manifest, template.path("metadata").path("labels"), template.path("spec"), path))
        : Optional.empty();
  }

  private static JsonNode template(String kind, JsonNode content) {
    return switch (kind) {
      case "CronJob" -> content.path("spec").path("jobTemplate").path("spec").path("template");
      case "PodTemplate" -> content.path("template");
      default -> content.path("spec").path("template");
    };
  }

  /** An object of that kind and name which an object of the namespace could mean. */
  Optional<Manifest> find(String kind, String namespace, String name) {
    return byName.getOrDefault(kind + "/" + name, List.of()).stream()
        .filter(manifest -> near(manifest.id().namespace(), namespace))
        .findFirst();
  }

  /** Whether the set has it, or something that makes it. */
  boolean has(String kind, String namespace, String name) {
    return find(kind, namespace, name).isPresent() || madeByOthers.contains(kind + "/" + name);
  }

  /** Objects that name no namespace may be in any. */
  private static boolean near(String one, String other) {
    return one.equals(other) || one.isEmpty() || other.isEmpty();
  }

  List<String> names(String kind) {
    return names.getOrDefault(kind, List.of());
  }

  private void add(Pods made) {
    all.add(made);
    byOwner.put(made.owner(), made);
    for (var label : made.labels().properties()) {
      byLabel
          .computeIfAbsent(
              label.getKey() + "=" + label.getValue().asText(), key -> new ArrayList<>(1))
          .add(made);
    }
  }

  /** Whether any pods are made in a namespace. */
  boolean hasPods(String namespace) {
    return all.stream().anyMatch(made -> near(made.owner().id().namespace(), namespace));
  }

  /** The pods of a namespace that have at least one of these labels; all of it for no labels. */
  List<Pods> pods(String namespace, JsonNode labels) {
    Set<Pods> found = new LinkedHashSet<>();
    if (labels.isEmpty()) {
      found.addAll(all);
    }
    for (var label : labels.properties()) {
      found.addAll(
          byLabel.getOrDefault(label.getKey() + "=" + label.getValue().asText(), List.of()));
    }
    found.removeIf(made -> !near(made.owner().id().namespace(), namespace));
    return List.copyOf(found);
  }

  /** The pods of a namespace that have all these labels. */
  List<Pods> selected(String namespace, JsonNode labels) {
    List<Pods> fewest = null;
    for (var label : labels.properties()) {
      List<Pods> some =
          byLabel.getOrDefault(label.getKey() + "=" + label.getValue().asText(), List.of());
      fewest = fewest == null || some.size() < fewest.size() ? some : fewest;
    }
    return (fewest == null ? all : fewest)
        .stream()
            .filter(made -> near(made.owner().id().namespace(), namespace))
            .filter(made -> Selection.byLabels(labels, made.labels()))
            .toList();
  }

  /** Whether something in the namespace may make pods that nobody sees here. */
  boolean mayHaveOtherPods(String namespace) {
    return customIn.stream().anyMatch(other -> near(other, namespace));
  }
}
