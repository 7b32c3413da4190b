/** What a server says of objects that it takes, though nobody should write them so. */
@NullMarked
package dev.tend.sandbox.warnings;

import org.jspecify.annotations.NullMarked;
