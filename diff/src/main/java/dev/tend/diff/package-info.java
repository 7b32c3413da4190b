/** The plan: what applying the desired manifests would change. */
@NullMarked
package dev.tend.diff;

import org.jspecify.annotations.NullMarked;
