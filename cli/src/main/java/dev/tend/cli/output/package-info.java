/** The only room that writes to the standard streams: one printer for each format. */
@NullMarked
package dev.tend.cli.output;

import org.jspecify.annotations.NullMarked;
