package dev.tend.cli;

import dev.tend.render.kustomize.Build;

/**
 * How the user wants kustomizations built.
 *
 * @param restricted whether they may only read files in or below their own folder
 */
public record KustomizeChoice(boolean restricted, Build.Order order) {
  /** As {@code kustomize build} does it. */
  public static final KustomizeChoice USUAL = new KustomizeChoice(true, Build.Order.LEGACY);
}
