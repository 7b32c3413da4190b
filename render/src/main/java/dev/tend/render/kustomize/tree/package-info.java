/** Objects as kustomize sees them: YAML nodes that remember how their scalars were written. */
@NullMarked
package dev.tend.render.kustomize.tree;

import org.jspecify.annotations.NullMarked;
