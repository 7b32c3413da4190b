/** Readiness, tracking and diagnosis. */
@NullMarked
package dev.tend.apply.rollout;

import org.jspecify.annotations.NullMarked;
