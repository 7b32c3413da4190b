/** Patches: strategic merge and JSON 6902. */
@NullMarked
package dev.tend.render.kustomize.merge;

import org.jspecify.annotations.NullMarked;
