/** How much pods and nodes use, and the API that tells it. */
@NullMarked
package dev.tend.sandbox.metrics;

import org.jspecify.annotations.NullMarked;
