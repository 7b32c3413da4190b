/** What a real server answered, asked of the sandbox again. */
@NullMarked
package dev.tend.sandbox.recorded;

import org.jspecify.annotations.NullMarked;
