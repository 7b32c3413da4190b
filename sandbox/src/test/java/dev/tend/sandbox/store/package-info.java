/** Tests. */
@NullMarked
package dev.tend.sandbox.store;

import org.jspecify.annotations.NullMarked;
