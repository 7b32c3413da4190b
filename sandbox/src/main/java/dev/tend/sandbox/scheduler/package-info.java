/** Finds a node for each pod. */
@NullMarked
package dev.tend.sandbox.scheduler;

import org.jspecify.annotations.NullMarked;
