/** Field ownership and the merges of the Kubernetes API, as pure functions. */
@NullMarked
package dev.tend.diff.merge;

import org.jspecify.annotations.NullMarked;
