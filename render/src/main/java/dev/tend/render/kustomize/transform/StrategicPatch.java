package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.merge.StrategicMerge;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.Selector;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Merges patches into the objects that they name, or into those that a target selects. */
public final class StrategicPatch implements Transformer {
  private final StrategicMerge merge;
  private final List<Resource> patches;
  private final Optional<Selector> target;
  private final boolean normalized;

  /**
   * @param normalized whether the patches' labels and annotations become text before, as they do in
   *     the deprecated list of strategic patches
   */
  public StrategicPatch(
      StrategicMerge merge, List<Resource> patches, Optional<Selector> target, boolean normalized) {
    this.merge = merge;
    this.patches = List.copyOf(patches);
    this.target = target;
    this.normalized = normalized;
    if (target.isPresent() && patches.size() > 1) {
      throw new BuildFailure(
          "A target stands with several strategic merge patches in one entry",
          "Make an entry of each patch, or leave the target out: each patch names its own");
    }
  }

  @Override
  public void apply(ResourceMap resources) {
    if (target.isPresent()) {
      for (Resource resource : target.get().in(resources)) {
        patch(resource, adapted(patches.getFirst(), resource), patches.getFirst());
      }
    } else {
      for (Resource patch : patches) {
        Resource resource = resources.single(patch.originalId());
        patch(resource, normalized ? adapted(patch, resource) : patch.root(), patch);
      }
    }
    refuseConflicts(resources);
    resources.dropGone();
  }

  private void refuseConflicts(ResourceMap resources) {
    if (patches.stream().anyMatch(patch -> patch.history().isNameChangeAllowed())
        || patches.stream().anyMatch(patch -> patch.history().isKindChangeAllowed())) {
      resources.dropGone();
      resources
          .conflict()
          .ifPresent(
              id -> {
                throw new BuildFailure("After the patch two objects are " + id);
              });
    }
  }

  /** The patch as one of this very object; labels and annotations become text on the way. */
  private static MapNode adapted(Resource patch, Resource resource) {
    Resource copy = patch.copy();
    copy.setLabels(new TreeMap<>(patch.labels()));
    Map<String, String> annotations = new TreeMap<>(patch.annotations());
    copy.setAnnotations(annotations);
    copy.setName(patch.name());
    copy.setNamespace(patch.namespace());
    copy.setApiVersion(resource.apiVersion());
    copy.setKind(patch.kind());
    return copy.root();
  }

  private void patch(Resource resource, MapNode content, Resource patch) {
    boolean rename = patch.history().isNameChangeAllowed();
    boolean retype = patch.history().isKindChangeAllowed();
    MapNode before = resource.root();
    if (rename || retype) {
      resource.rememberId();
    }
    MapNode after;
    try {
      after = merge.apply(before, content);
    } catch (BuildFailure e) {
      throw new BuildFailure("Patching " + resource.id() + ": " + e.message(), e.hint());
    }
    if (after.isEmpty()) {
      resource.setRoot(after);
      return;
    }
    resource.setRoot(kept(before, after, rename, retype));
    if (content.get("metadata") instanceof MapNode metadata
        && metadata.get("annotations") instanceof ScalarNode annotations
        && annotations.isNull()) {
      resource.history().forget();
    }
  }

  /** The result with what a patch can't change; quotes come from the result. */
  private static MapNode kept(MapNode before, MapNode after, boolean rename, boolean retype) {
    MapNode result = after;
    if (!retype && before.get("kind") instanceof ScalarNode kind) {
      result = result.with("kind", inQuotesOf(after.get("kind"), kind));
    }
    MapNode old = before.get("metadata") instanceof MapNode map ? map : MapNode.EMPTY;
    MapNode metadata = result.get("metadata") instanceof MapNode map ? map : MapNode.EMPTY;
    if (!rename && old.get("name") instanceof ScalarNode name) {
      metadata = metadata.with("name", inQuotesOf(metadata.get("name"), name));
    }
    String namespace = FieldEdit.text(old.get("namespace"));
    if (namespace.isEmpty() || !(old.get("namespace") instanceof ScalarNode own)) {
      metadata = metadata.without("namespace");
    } else {
      metadata = metadata.with("namespace", inQuotesOf(metadata.get("namespace"), own));
    }
    return result.with("metadata", metadata);
  }

  private static ScalarNode inQuotesOf(@Nullable Node other, ScalarNode value) {
    boolean quoted =
        other instanceof ScalarNode scalar && !scalar.isNull()
            ? scalar.quoted()
            : value.looksOtherwise();
    return new ScalarNode(value.text(), Tag.NONE, quoted);
  }
}
