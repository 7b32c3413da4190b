/** Sources into manifests. */
@NullMarked
package dev.tend.render;

import org.jspecify.annotations.NullMarked;
