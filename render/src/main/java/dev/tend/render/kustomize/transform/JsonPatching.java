package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.merge.JsonPatch;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.Selector;

/** Applies a JSON patch to the objects that a target selects. */
public final class JsonPatching implements Transformer {
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
      try {
        resource.setRoot(patch.apply(resource.root()));
      } catch (BuildFailure e) {
        throw new BuildFailure("Patching " + resource.id() + ": " + e.message(), e.hint());
      }
      resource.setAnnotations(resource.annotations());
    }
  }
}
