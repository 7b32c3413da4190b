/** The objects of a build, how they are told apart and how they are selected. */
@NullMarked
package dev.tend.render.kustomize.model;

import org.jspecify.annotations.NullMarked;
