/** Amounts of resources, to add up and to compare. */
@NullMarked
package dev.tend.sandbox.amounts;

import org.jspecify.annotations.NullMarked;
