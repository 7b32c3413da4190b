/** The API: what each path and verb does. */
@NullMarked
package dev.tend.sandbox.server;

import org.jspecify.annotations.NullMarked;
