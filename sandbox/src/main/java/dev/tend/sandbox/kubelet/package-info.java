/** Simulated nodes: they move pods through their lives, and fail where a rule says so. */
@NullMarked
package dev.tend.sandbox.kubelet;

import org.jspecify.annotations.NullMarked;
