/** What an app was made of, apply by apply, and how each ended. */
@NullMarked
package dev.tend.apply.history;

import org.jspecify.annotations.NullMarked;
