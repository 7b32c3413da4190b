/** Tests of the whole control plane. */
@NullMarked
package dev.tend.sandbox;

import org.jspecify.annotations.NullMarked;
