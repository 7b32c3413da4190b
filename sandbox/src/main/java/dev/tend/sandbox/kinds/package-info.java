/** The kinds that are served, built in and custom, and what their objects must be like. */
@NullMarked
package dev.tend.sandbox.kinds;

import org.jspecify.annotations.NullMarked;
