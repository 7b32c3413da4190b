@NullMarked
package dev.tend.render.kustomize.tree;

import org.jspecify.annotations.NullMarked;
