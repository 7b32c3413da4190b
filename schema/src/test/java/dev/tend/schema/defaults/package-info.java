/** Tests. */
@NullMarked
package dev.tend.schema.defaults;

import org.jspecify.annotations.NullMarked;
