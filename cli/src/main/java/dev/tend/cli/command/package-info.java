/** The commands: each holds its options and one call. */
@NullMarked
package dev.tend.cli.command;

import org.jspecify.annotations.NullMarked;
