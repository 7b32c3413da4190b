/** Tests. */
@NullMarked
package dev.tend.sandbox.defaults;

import org.jspecify.annotations.NullMarked;
