package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.merge.JsonPatch;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.Selector;
import java.util.Map;
import java.util.TreeMap;

/** Applies a JSON patch to the objects that a target selects. */
public final class JsonPatching implements Transformer {
  /** Where kustomize notes the origin: a patch of all annotations takes it away. */
  private static final String ORIGIN = "config.kubernetes.io/origin";

  private final JsonPatch patch;
  private final Selector target;
  private final boolean remembers;

  /**
   * @param remembers whether objects are known by their old names too, should the patch change them
   */
  public JsonPatching(JsonPatch patch, Selector target, boolean remembers) {
    this.patch = patch;
    this.target = target;
    this.remembers = remembers;
  }

  @Override
  public void apply(ResourceMap resources) {
    for (Resource resource : target.in(resources)) {
      if (remembers) {
        resource.rememberId();
      }
      if (resource.history().isNoted()) {
        resource.ensureAnnotations();
      }
      boolean tracked = resource.history().provenance() != null;
      Map<String, String> annotations = new TreeMap<>(resource.annotations());
      if (tracked) {
        annotations.put(ORIGIN, "");
        resource.setAnnotations(annotations);
      }
      patch(resource);
      annotations = new TreeMap<>(resource.annotations());
      if (tracked && annotations.remove(ORIGIN) == null) {
        resource.history().forgetOrigin();
      }
      resource.setAnnotations(annotations);
    }
  }

  private void patch(Resource resource) {
    try {
      resource.setRoot(patch.apply(resource.root()));
    } catch (BuildFailure e) {
      throw new BuildFailure("Patching " + resource.id() + ": " + e.message(), e.hint());
    }
  }
}
