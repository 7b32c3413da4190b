/** Tests of the sandbox's process. */
@NullMarked
package dev.tend.cli.sandbox;

import org.jspecify.annotations.NullMarked;
