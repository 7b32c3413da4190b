/** Objects against the structure of their kind: unknown fields, types, pruning, defaults. */
@NullMarked
package dev.tend.sandbox.structure;

import org.jspecify.annotations.NullMarked;
