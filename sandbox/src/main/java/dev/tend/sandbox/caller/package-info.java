/** Who asks. */
@NullMarked
package dev.tend.sandbox.caller;

import org.jspecify.annotations.NullMarked;
