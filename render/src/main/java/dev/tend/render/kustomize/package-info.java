/** Builds kustomizations as kustomize does. */
@NullMarked
package dev.tend.render.kustomize;

import org.jspecify.annotations.NullMarked;
