package dev.tend.render.kustomize;

import dev.tend.manifest.Problem;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpecs;
import dev.tend.render.kustomize.model.World;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the parts of one build share: bases that several overlays name are built once. */
final class Shared {
  private static final int MOST_LAYERS = 50_000;

  private final World world;
  private final FieldSpecs defaults;
  private final Map<Path, Accumulated> bases = new HashMap<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private boolean keeps = true;
  private int layers;

  Shared(World world, FieldSpecs defaults) {
    this.world = world;
    this.defaults = defaults;
  }

  /** Starts another build. */
  Shared begin() {
    layers = 0;
    warnings.clear();
    return this;
  }

  World world() {
    return world;
  }

  FieldSpecs defaults() {
    return defaults;
  }

  /** Components that name components twice each double the work. */
  void countLayer() {
    if (++layers > MOST_LAYERS) {
      throw new BuildFailure("More than " + MOST_LAYERS + " kustomizations and components");
    }
  }

  /** Each only once, however often a base is built. */
  void warn(List<Problem> more) {
    warnings.addAll(more);
  }

  /** What there was to warn of since this was asked last. */
  List<Problem> takeWarnings() {
    List<Problem> taken = List.copyOf(warnings);
    warnings.clear();
    return taken;
  }

  /** From now on each base is built anew: what is known of kinds has changed. */
  void keepNothing() {
    keeps = false;
    bases.clear();
  }

  /** Whether what is known of kinds has changed, so that other builds must not see it. */
  boolean isSpoiled() {
    return !keeps;
  }

  /**
   * What a base comes to, for the caller to change.
   *
   * @param tracked whether it depends on the way that led to it
   */
  Accumulated base(Root root, boolean tracked, Supplier<Accumulated> build) {
    if (tracked) {
      return build.get();
    }
    Accumulated known = bases.get(root.folder());
    if (known != null) {
      return known.copy();
    }
    Accumulated built = build.get();
    if (keeps) {
      bases.put(root.folder(), built.copy());
    }
    return built;
  }
}
