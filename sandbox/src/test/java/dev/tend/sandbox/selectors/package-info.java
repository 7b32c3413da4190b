/** Tests. */
@NullMarked
package dev.tend.sandbox.selectors;

import org.jspecify.annotations.NullMarked;
