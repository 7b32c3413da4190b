/** The horizontal pod autoscaler. */
@NullMarked
package dev.tend.sandbox.autoscaler;

import org.jspecify.annotations.NullMarked;
