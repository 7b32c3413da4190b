/** How much of everything a namespace may hold, and how much it holds. */
@NullMarked
package dev.tend.sandbox.quota;

import org.jspecify.annotations.NullMarked;
