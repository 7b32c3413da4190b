@NullMarked
package dev.tend.schema.cel;

import org.jspecify.annotations.NullMarked;
