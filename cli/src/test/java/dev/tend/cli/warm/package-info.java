/** Tests of commands that run in another process. */
@NullMarked
package dev.tend.cli.warm;

import org.jspecify.annotations.NullMarked;
