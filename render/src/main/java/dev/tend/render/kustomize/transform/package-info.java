/** The steps that change the objects of a build. */
@NullMarked
package dev.tend.render.kustomize.transform;

import org.jspecify.annotations.NullMarked;
