/** The columns that kubectl shows, filled in on the server's side as in the real one. */
@NullMarked
package dev.tend.sandbox.tables;

import org.jspecify.annotations.NullMarked;
