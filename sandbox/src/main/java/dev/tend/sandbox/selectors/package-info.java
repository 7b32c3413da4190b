/** Which objects a request is about. */
@NullMarked
package dev.tend.sandbox.selectors;

import org.jspecify.annotations.NullMarked;
