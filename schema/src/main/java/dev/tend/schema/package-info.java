/** Resource types, their schemas, and validation against them. */
@NullMarked
package dev.tend.schema;

import org.jspecify.annotations.NullMarked;
