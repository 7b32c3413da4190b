/** Tests. */
@NullMarked
package dev.tend.sandbox.tables;

import org.jspecify.annotations.NullMarked;
