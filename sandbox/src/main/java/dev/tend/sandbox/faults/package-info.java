/** Requests that fail, or take their time, because a rule says so. */
@NullMarked
package dev.tend.sandbox.faults;

import org.jspecify.annotations.NullMarked;
