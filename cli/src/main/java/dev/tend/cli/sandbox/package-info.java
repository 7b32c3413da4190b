/** The sandbox as a background process. */
@NullMarked
package dev.tend.cli.sandbox;

import org.jspecify.annotations.NullMarked;
