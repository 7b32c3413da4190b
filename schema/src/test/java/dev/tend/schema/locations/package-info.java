@NullMarked
package dev.tend.schema.locations;

import org.jspecify.annotations.NullMarked;
