@NullMarked
package dev.tend.schema.references;

import org.jspecify.annotations.NullMarked;
