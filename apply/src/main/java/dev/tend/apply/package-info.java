/** Executes a plan: the only room that changes a cluster. */
@NullMarked
package dev.tend.apply;

import org.jspecify.annotations.NullMarked;
