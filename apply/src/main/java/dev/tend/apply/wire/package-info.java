/** Requests to an API server: connecting, sending, trying again, following streams. */
@NullMarked
package dev.tend.apply.wire;

import org.jspecify.annotations.NullMarked;
