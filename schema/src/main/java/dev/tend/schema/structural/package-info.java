/** Structural schemas of CRDs: their rules, and where old and new values belong together. */
@NullMarked
package dev.tend.schema.structural;

import org.jspecify.annotations.NullMarked;
