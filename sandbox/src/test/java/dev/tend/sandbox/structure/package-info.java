/** Tests. */
@NullMarked
package dev.tend.sandbox.structure;

import org.jspecify.annotations.NullMarked;
