/** Tests. */
@NullMarked
package dev.tend.sandbox.validation;

import org.jspecify.annotations.NullMarked;
