/** The values that the server fills in where a manifest gives none. */
@NullMarked
package dev.tend.schema.defaults;

import org.jspecify.annotations.NullMarked;
