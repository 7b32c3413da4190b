/** Kustomizations against what kustomize makes of them. */
@NullMarked
package dev.tend.render.kustomize;

import org.jspecify.annotations.NullMarked;
