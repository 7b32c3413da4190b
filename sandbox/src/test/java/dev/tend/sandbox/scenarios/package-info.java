/** Plays what was done to a real control plane, and compares what became of it. */
@NullMarked
package dev.tend.sandbox.scenarios;

import org.jspecify.annotations.NullMarked;
