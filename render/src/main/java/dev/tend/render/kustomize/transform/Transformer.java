package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.ResourceMap;

/** A step of a build. */
public interface Transformer {
  void apply(ResourceMap resources);
}
