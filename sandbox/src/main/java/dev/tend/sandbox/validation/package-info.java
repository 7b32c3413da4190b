/** What the server refuses though the schema would allow it, in the server's words. */
@NullMarked
package dev.tend.sandbox.validation;

import org.jspecify.annotations.NullMarked;
